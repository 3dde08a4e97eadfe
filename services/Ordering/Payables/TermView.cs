using Marketplace.Ordering.Domain;

namespace Marketplace.Ordering.Payables;

/// <summary>付款期限约定, as its two sides and auditors see it.</summary>
public sealed record TermView
{
    public required Guid TermId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>Within how many days of the delivery the unit pays.</summary>
    public required int Days { get; init; }

    /// <summary>The first day on which orders that are placed have it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day that was agreed, inclusive.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The contract.</summary>
    public required string Document { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The last day on which orders have it, when a side ended it before; null otherwise.</summary>
    public DateOnly? EndedOn { get; init; }

    public string? EndReason { get; init; }

    internal static TermView Of(AgreedTerm term) => new()
    {
        TermId = term.TermId,
        UnitId = term.UnitId,
        SupplierId = term.SupplierId,
        Days = term.Days,
        ValidFrom = term.ValidFrom,
        ValidUntil = term.ValidUntil,
        Document = term.Document,
        RegisteredAt = term.RegisteredAt,
        EndedOn = term.EndedOn,
        EndReason = term.EndReason,
    };
}
