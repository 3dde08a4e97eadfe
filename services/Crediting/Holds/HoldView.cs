using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Holds;

/// <summary>A held sale, what it waits for, and what was decided.</summary>
public sealed record HoldView
{
    public required Guid HoldId { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required int ShareNo { get; init; }

    /// <summary>The price rise that is held while the sale itself is credited (CR-15); null when the sale is held.</summary>
    public Guid? PriceRiseId { get; init; }

    public required CreditReason Reason { get; init; }

    public required string Rule { get; init; }

    public required BilingualText Words { get; init; }

    public required string ProductName { get; init; }

    public required string UnitName { get; init; }

    public required string SupplierName { get; init; }

    public required long AmountFen { get; init; }

    public required DateOnly RecognitionDate { get; init; }

    public required UnitPrice UnitPrice { get; init; }

    /// <summary>What the price was compared with; null when it is not about the price.</summary>
    public UnitPrice? Benchmark { get; init; }

    public required DateTimeOffset HeldAt { get; init; }

    public required HoldState State { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    public string? Note { get; init; }

    public string? Document { get; init; }

    public static HoldView Of(Hold hold) => new()
    {
        HoldId = hold.HoldId,
        LineId = hold.LineId,
        AcceptanceNo = hold.AcceptanceNo,
        ShareNo = hold.ShareNo,
        PriceRiseId = hold.PriceRiseId,
        Reason = hold.Reason,
        Rule = hold.Reason.Rule,
        Words = hold.Reason.Words,
        ProductName = hold.ProductName,
        UnitName = hold.UnitName,
        SupplierName = hold.SupplierName,
        AmountFen = hold.AmountFen,
        RecognitionDate = hold.RecognitionDate,
        UnitPrice = hold.UnitPrice,
        Benchmark = hold.Benchmark,
        HeldAt = hold.HeldAt,
        State = hold.State,
        DecidedAt = hold.DecidedAt,
        DecidedBy = hold.DecidedBy,
        Note = hold.Note,
        Document = hold.Document,
    };
}
