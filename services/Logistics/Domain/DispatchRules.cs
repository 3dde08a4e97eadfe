using Marketplace.Contracts;

namespace Marketplace.Logistics.Domain;

/// <summary>What an operator may set about the times within which goods leave and arrive.</summary>
/// <param name="WithinDays">So many days after the confirmation a shipment without a day of delivery ends if nothing was sent.</param>
/// <param name="GraceDays">One with a day of delivery ends so many days after it.</param>
/// <param name="UndeliveredAfterDays">So many days after the dispatch the buyer may declare that nothing arrived.</param>
public sealed record DispatchRules(int WithinDays, int GraceDays, int UndeliveredAfterDays)
{
    /// <summary>When nothing else is configured.</summary>
    public static DispatchRules Default { get; } = new(30, 3, 30);

    /// <summary>
    /// When a shipment ends by itself unless it was dispatched: the one place where that is decided. Who is told late of an order, because
    /// no process ran, has no less time.
    /// </summary>
    /// <param name="confirmedAt">When the order was confirmed.</param>
    /// <param name="plannedAt">When the supplier could see the shipment.</param>
    /// <param name="deliverOn">The day on which it is to arrive, in Asia/Shanghai; null when none was agreed.</param>
    public DateTimeOffset DispatchDueAt(DateTimeOffset confirmedAt, DateTimeOffset plannedAt, DateOnly? deliverOn)
    {
        var from = Instants.Later(confirmedAt, plannedAt);
        return deliverOn is { } day
            ? Instants.Later(BusinessDay.StartOf(day.AddDays(1 + GraceDays)), from.AddDays(GraceDays))
            : from.AddDays(WithinDays);
    }
}
