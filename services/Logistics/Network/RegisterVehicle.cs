using Marketplace.Contracts;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/carriers/{carrierId}/vehicles. A registered carrier offers vehicles at a price. It needs nobody's confirmation: plans
/// take the cheapest that are fit, and a tour binds the carrier only once it has accepted it.
/// </summary>
public static class RegisterVehicle
{
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid VehicleId { get; init; }

        /// <summary>1 to 100 characters, such as "9.6 米冷藏车".</summary>
        public required string Name { get; init; }

        public required VehicleUse Use { get; init; }

        /// <summary>The hub where collection begins, or the depot of delivery; absent for trunk lorries.</summary>
        public Guid? NodeId { get; init; }

        /// <summary>The region in which trunk lorries load, anywhere: plans for it or a part of it take them; absent for others.</summary>
        public string? RegionId { get; init; }

        /// <summary>How many can do a tour on each day, 1 to 1,000.</summary>
        public required int Count { get; init; }

        /// <summary>1 to 100,000.</summary>
        public required int PayloadKg { get; init; }

        /// <summary>1 to 200,000.</summary>
        public required int VolumeLitres { get; init; }

        /// <summary>Whether they carry chilled goods (0 to 8 °C).</summary>
        public required bool IsRefrigerated { get; init; }

        /// <summary>Whether they carry frozen goods (-15 °C and below), on other tours than chilled ones; false when absent.</summary>
        public bool IsFreezer { get; init; }

        /// <summary>From departure to return, 1 to 240 hours.</summary>
        public required int HoursMax { get; init; }

        /// <summary>Of a tour, however long; of trunk lorries with the way to where they first load.</summary>
        public required long FixedFen { get; init; }

        /// <summary>1 to 10,000.</summary>
        public required int FenPerKm { get; init; }

        public required DateOnly ValidFrom { get; init; }

        public void Check(Checks check)
        {
            check.NewId(VehicleId, "vehicleId");
            check.Text(Name, "name", max: 100);
            if (RegionId is not null)
            {
                check.Code(RegionId, "regionId", max: 40);
            }

            check.That(
                RegionId is null == Use is not VehicleUse.Trunk,
                "regionId",
                "region_unfit",
                "干线车辆须填写装货地区，集货和配送车辆不填。",
                "Trunk lorries name the region in which they load; vehicles for collection and delivery name none.");
            check.Range(Count, 1, 1_000, "count");
            check.Range(PayloadKg, 1, 100_000, "payloadKg");
            check.Range(VolumeLitres, 1, 200_000, "volumeLitres");
            check.Range(HoursMax, 1, 240, "hoursMax");
            check.Range(FixedFen, 0, 10_000_000, "fixedFen");
            check.Range(FenPerKm, 1, 10_000, "fenPerKm");
            check.That(
                NodeId is null == Use is VehicleUse.Trunk,
                "nodeId",
                "node_unfit",
                "集货和配送车辆须填写所在节点，干线车辆不填。",
                "Vehicles for collection and delivery name their node; trunk lorries name none.");
        }
    }

    public static void Map(RouteGroupBuilder carriers) => carriers.MapPost("/{carrierId:guid}/vehicles", HandleAsync)
        .WithName(nameof(RegisterVehicle)).WithSummary("登记车辆和运价 Offer vehicles at a price")
        .For(Roles.Carrier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Created<VehicleView>> HandleAsync(
        Guid carrierId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (carrierId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        var carrier = await db.CarrierAsync(carrierId, ct) ?? throw CarrierRegister.NotFound(carrierId);
        carrier.RequireActive(BusinessDay.Of(clock.GetUtcNow()), "carrierId");
        if (request.RegionId is { } regionId)
        {
            await db.CurrentRegionNamedAsync(regionId, "regionId", ct);
        }

        if (request.NodeId is { } nodeId)
        {
            var node = await db.NodeAsync(nodeId, ct);
            if (node.Kind != (request.Use == VehicleUse.Collection ? NodeKind.Hub : NodeKind.Depot))
            {
                throw new InvalidRequestException(
                    "node_unfit", "nodeId", "集货车辆从县级仓出发，配送车辆从城市仓出发。",
                    "Collection begins at a hub, delivery at a depot.");
            }
        }

        var vehicle = new CarrierVehicle
        {
            Id = request.VehicleId,
            CarrierId = carrierId,
            Name = request.Name,
            Use = request.Use,
            NodeId = request.NodeId,
            RegionId = request.RegionId,
            Count = request.Count,
            PayloadKg = request.PayloadKg,
            VolumeLitres = request.VolumeLitres,
            IsRefrigerated = request.IsRefrigerated,
            IsFreezer = request.IsFreezer,
            HoursMax = request.HoursMax,
            FixedFen = request.FixedFen,
            FenPerKm = request.FenPerKm,
            ValidFrom = request.ValidFrom,
        };
        db.Add(vehicle);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/logistics/carriers/{carrierId}/vehicles", VehicleView.Of(vehicle));
    }
}
