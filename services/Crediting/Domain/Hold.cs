using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>待定: a sale without entries, or a price rise that is not posted, until somebody decides (CR-15, CR-17).</summary>
public sealed class Hold
{
    public required Guid HoldId { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required int ShareNo { get; init; }

    /// <summary>The sale that is held.</summary>
    public SaleKey SaleKey => new(LineId, AcceptanceNo, ShareNo);

    /// <summary>The price rise that is held while the sale itself is credited (CR-15); null when the sale is held.</summary>
    public Guid? PriceRiseId { get; init; }

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
