namespace Marketplace.Ordering.Domain;

/// <summary>
/// 付款期限约定: within how many days of the delivery a unit pays a supplier, as both have agreed; of orders that are placed while it holds.
/// Without it the legal period counts (<see cref="PaymentTerms"/>).
/// </summary>
public sealed class AgreedTerm
{
    /// <summary>What a contract may agree at most (State Council Order 802, article 9).</summary>
    public const int DaysMax = 60;

    public required Guid TermId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>From the delivery; at most <see cref="DaysMax"/>.</summary>
    public required int Days { get; init; }

    /// <summary>The first day on which orders that are placed have it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day that was agreed, inclusive.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The contract.</summary>
    public required string Document { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The last day on which orders have it, when a side ended it before; null otherwise.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Why.</summary>
    public string? EndReason { get; private set; }

    /// <summary>True when an order that is placed on the day has it.</summary>
    public bool HoldsOn(DateOnly day) => ValidFrom <= day && day <= ValidUntil && (EndedOn is null || day <= EndedOn);

    /// <summary>Orders from the next day on have the legal period again; false when it has ended before.</summary>
    public bool End(string reason, DateOnly today)
    {
        if (EndedOn is not null || ValidUntil < today)
        {
            return false;
        }

        (EndedOn, EndReason) = (today, reason);
        return true;
    }
}
