using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// What an order buys from one supplier, of one category, for one day: what the approval policy of a unit judges, and by which orders that
/// were split are recognised. Written once, for units with a policy.
/// </summary>
public sealed class OrderNeed
{
    /// <summary>By whose policy it is judged: the unit that orders, or the one for which it does.</summary>
    public required Guid UnitId { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>From 1, within the order.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public required Guid SupplierId { get; init; }

    public required ProductCategory Category { get; init; }

    /// <summary>Whether any of it comes from outside the regions with which the unit's region was paired on the day.</summary>
    public required bool IsOutsidePartnerRegion { get; init; }

    /// <summary>The day on which it is to arrive; null when none was agreed.</summary>
    public DateOnly? DeliverOn { get; init; }

    /// <summary>Less the discount.</summary>
    public required Money Amount { get; init; }

    /// <summary>What a new order buys.</summary>
    /// <param name="unitId">By whose policy it is judged.</param>
    /// <param name="order">With its parts and lines.</param>
    /// <param name="partners">
    /// The regions with which the unit's region is paired; null when the policy does not ask. Without any partner all is from outside.
    /// </param>
    public static IReadOnlyList<OrderNeed> Of(Guid unitId, Order order, IReadOnlyList<RegionPath>? partners) =>
    [
        .. order.Parts.SelectMany(part => part.Lines.Select(line => (Part: part, Line: line)))
            .GroupBy(entry => (
                entry.Part.SupplierId,
                entry.Line.Goods.Category,
                IsOutside: partners is not null && IsOutside(entry.Line, partners),
                entry.Part.DeliverOn))
            .Select((group, index) => new OrderNeed
            {
                UnitId = unitId,
                OrderId = order.OrderId,
                Number = index + 1,
                SubmittedAt = order.SubmittedAt,
                SupplierId = group.Key.SupplierId,
                Category = group.Key.Category,
                IsOutsidePartnerRegion = group.Key.IsOutside,
                DeliverOn = group.Key.DeliverOn,
                Amount = group.Aggregate(Money.Zero, (sum, entry) => sum + entry.Line.Amount - entry.Line.Discount),
            }),
    ];

    static bool IsOutside(OrderLine line, IReadOnlyList<RegionPath> partners) =>
        line.Origins.Any(origin => !partners.Any(partner => origin.Value.StartsWith(partner.Value, StringComparison.Ordinal)));
}
