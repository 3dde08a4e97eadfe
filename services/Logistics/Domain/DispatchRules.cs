namespace Marketplace.Logistics.Domain;

/// <summary>What an operator may set about the times within which goods leave and arrive.</summary>
/// <param name="WithinDays">So many days after the confirmation a shipment of which nothing was sent ends by itself.</param>
/// <param name="UndeliveredAfterDays">So many days after the dispatch the buyer may declare that nothing arrived.</param>
public sealed record DispatchRules(int WithinDays, int UndeliveredAfterDays)
{
    /// <summary>When nothing else is configured.</summary>
    public static DispatchRules Default { get; } = new(30, 30);

    /// <summary>
    /// When a shipment ends by itself unless it was dispatched: the one place where that is decided. Who is told late of an order, because
    /// no process ran, has no less time.
    /// </summary>
    /// <param name="confirmedAt">When the order was confirmed.</param>
    /// <param name="plannedAt">When the supplier could see the shipment.</param>
    public DateTimeOffset DispatchDueAt(DateTimeOffset confirmedAt, DateTimeOffset plannedAt) =>
        Instants.Later(confirmedAt, plannedAt).AddDays(WithinDays);
}
