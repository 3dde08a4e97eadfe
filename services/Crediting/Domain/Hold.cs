using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>待定: a sale without entries until somebody decides (CR-17).</summary>
public sealed class Hold
{
    public required Guid HoldId { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required int ShareNo { get; init; }

    /// <summary>The sale that is held.</summary>
    public SaleKey SaleKey => new(LineId, AcceptanceNo, ShareNo);

    public required CreditReason Reason { get; init; }

    public required string ProductName { get; init; }

    public required string UnitName { get; init; }

    public required string SupplierName { get; init; }

    /// <summary>Whose officials see it: those of the buyer and those of the origin.</summary>
    public required string UnitPath { get; init; }

    public required string OriginPath { get; init; }

    public required long AmountFen { get; init; }

    public required DateOnly RecognitionDate { get; init; }

    public required UnitPrice UnitPrice { get; init; }

    /// <summary>What the price was compared with, per trade unit; null when it is not about the price.</summary>
    public UnitPrice? Benchmark { get; init; }

    public required DateTimeOffset HeldAt { get; init; }

    public HoldState State { get; private set; } = HoldState.Open;

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedBy { get; private set; }

    public string? Note { get; private set; }

    public string? Document { get; private set; }

    public void Decide(HoldState state, string by, string note, string? document, DateTimeOffset at) =>
        (State, DecidedBy, Note, Document, DecidedAt) = (state, by, note, document, at);
}

/// <summary>What became of a hold.</summary>
public enum HoldState
{
    Open = 1,

    /// <summary>解除: entries were posted.</summary>
    Released = 2,

    /// <summary>驳回: none ever will be.</summary>
    Rejected = 3,

    /// <summary>The reason fell away by itself, such as a corrected registry.</summary>
    Lapsed = 4,
}

/// <summary>How much of a batch was sold by its own supplier, and how much is credited (CR-14).</summary>
public sealed class BatchUsage
{
    public required Guid BatchId { get; init; }

    /// <summary>Grams or pieces in thousandths; zero as long as it is not declared.</summary>
    public long Declared { get; private set; }

    /// <summary>Credited by region, in thousandths of grams or pieces.</summary>
    public long Credited { get; private set; }

    /// <summary>Accepted from the supplier of the batch, in thousandths of grams or pieces.</summary>
    public long Sold { get; private set; }

    public void Declare(long declared) => Declared = Math.Max(Declared, declared);

    public void Add(long sold, long credited) => (Sold, Credited) = (Sold + sold, Credited + credited);
}

/// <summary>What was paid for a product on a day, from which benchmarks are reckoned (CR-17).</summary>
public sealed class PriceDay
{
    public required Guid ProductId { get; init; }

    public required DateOnly Day { get; init; }

    public long AmountFen { get; private set; }

    /// <summary>In thousandths of the trade unit.</summary>
    public long Quantity { get; private set; }

    public int Sales { get; private set; }

    public void Add(long fen, Quantity quantity) => (AmountFen, Quantity, Sales) = (AmountFen + fen, Quantity + quantity.Thousandths, Sales + 1);
}

/// <summary>A benchmark that officials set, instead of the reckoned one (CR-17).</summary>
public sealed class BenchmarkOverride
{
    public required Guid ProductId { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>Per trade unit.</summary>
    public required UnitPrice Price { get; init; }

    public required string Document { get; init; }

    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }
}

/// <summary>A unit or supplier whose sales are held from a day on, until somebody clears it (CR-17).</summary>
public sealed class SuspectParty
{
    public required Guid SuspicionId { get; init; }

    /// <summary>The unit or supplier.</summary>
    public required Guid PartyId { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The first day on which it is cleared; null while it isn't.</summary>
    public DateOnly? Until { get; private set; }

    public required string Reason { get; init; }

    public required string RaisedBy { get; init; }

    public void Clear(DateOnly until) => Until = until;
}
