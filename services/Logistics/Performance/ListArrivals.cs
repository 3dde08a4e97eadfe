using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Performance;

/// <summary>
/// GET /logistics/performance/shipments. The shipments behind a figure of <see cref="GetPerformance"/>: those of a period, of a route
/// perhaps, the last to come first.
/// </summary>
public static class ListArrivals
{
    public static void Map(RouteGroupBuilder performance) => performance.MapGet("/shipments", HandleAsync)
        .WithName(nameof(ListArrivals)).WithSummary("物流指标所依据的发货单 The shipments behind the figures of a route")
        .For(Arrivals.Readers).RecordsAccess<LogisticsDb>("shipment");

    /// <param name="FromRegionId">Only shipments all of whose goods come from this region.</param>
    /// <param name="ToRegionId">Only shipments that went to this region.</param>
    public sealed record Ends(string? FromRegionId = null, string? ToRegionId = null) : IChecked
    {
        const int IdMax = 40;

        public void Check(Checks check)
        {
            check.Code(FromRegionId ?? "0", "fromRegionId", max: IdMax);
            check.Code(ToRegionId ?? "0", "toRegionId", max: IdMax);
        }

        internal IQueryable<Listed<Shipment>> Apply(IQueryable<Listed<Shipment>> shipments)
        {
            if (FromRegionId is { } from)
            {
                var segment = RegionPath.Segment(from);
                shipments = shipments.Where(listed => listed.Row.CommonOrigin.Contains(segment));
            }

            if (ToRegionId is { } to)
            {
                var segment = RegionPath.Segment(to);
                shipments = shipments.Where(listed => ((string)(object)listed.Row.DeliveryPath).Contains(segment));
            }

            return shipments;
        }
    }

    static async Task<Ok<Page<ShipmentSummary>>> HandleAsync(
        [AsParameters] Arrivals.Period period, [AsParameters] Ends ends, [AsParameters] PageQuery page, LogisticsDb db, Caller caller,
        ReadAccess access, CancellationToken ct)
    {
        var walks = Arrivals.ByIndex(db, period).Select(ends.Apply).Select(shipments => shipments.Newest(page));
        return TypedResults.Ok(access.OfList(await walks.Aggregate(Queryable.Concat)
            .PageAsync(page, shipment => ShipmentSummary.Of(shipment, caller), ct)));
    }
}
