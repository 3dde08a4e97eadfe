using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// A region that an order concerns, since its buyer belongs there or goods of it come from there. Officials see an order by these rows, and
/// find the newest orders of their region by them.
/// </summary>
public sealed class OrderRegion
{
    public required string RegionId { get; init; }

    /// <summary>The order's, so that the rows of a region lie in the order of the list.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    public required Guid OrderId { get; init; }

    internal static IReadOnlyList<OrderRegion> Of(Order order, IEnumerable<OrderPart> parts) =>
    [
        .. RegionPath.IdsIn(parts.Select(part => part.OriginRegions).Prepend(order.UnitPath)).Select(regionId => new OrderRegion
        {
            RegionId = regionId,
            SubmittedAt = order.SubmittedAt,
            OrderId = order.OrderId,
        }),
    ];
}
