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
    /// <param name="order">What is ordered.</param>
    /// <param name="partners">
    /// The regions with which the unit's region is paired; null when the policy does not ask. Without any partner all is from outside.
    /// </param>
    public static IReadOnlyList<OrderNeed> Of(Guid unitId, NewOrder order, IReadOnlyList<RegionPath>? partners) =>
    [
        .. order.Lines
            .GroupBy(line => (
                line.Goods.SupplierId,
                line.Goods.Category,
                IsOutside: partners is not null && IsOutside(line.Goods, partners),
                line.DeliverOn))
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
                Amount = group.Aggregate(Money.Zero, (sum, line) => sum + line.Amount),
            }),
    ];

    static bool IsOutside(GoodsFacts goods, IReadOnlyList<RegionPath> partners) =>
        OrderLine.OriginsOf(goods).Any(
            origin => !partners.Any(partner => origin.Value.StartsWith(partner.Value, StringComparison.Ordinal)));
}
