using Marketplace.Contracts;
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
    }

    static async Task<Ok<Page<ShipmentSummary>>> HandleAsync(
        [AsParameters] Arrivals.Period period, [AsParameters] Ends ends, [AsParameters] PageQuery page, LogisticsDb db, Caller caller,
        ReadAccess access, CancellationToken ct)
    {
        var shipments = Arrivals.Of(db, period);
        if (ends.FromRegionId is { } from)
        {
            var segment = RegionPath.Segment(from);
            shipments = shipments.Where(shipment => shipment.CommonOrigin.Contains(segment));
        }

        if (ends.ToRegionId is { } to)
        {
            var segment = RegionPath.Segment(to);
            shipments = shipments.Where(shipment => ((string)(object)shipment.DeliveryPath).Contains(segment));
        }

        return TypedResults.Ok(access.OfList(await shipments
            .Select(shipment => new Listed<Domain.Shipment>
            {
                At = (shipment.LostAt ?? shipment.DeliveredAt)!.Value,
                Id = shipment.ShipmentId,
                Row = shipment,
            })
            .PageAsync(page, shipment => ShipmentSummary.Of(shipment, caller), ct)));
    }
}
