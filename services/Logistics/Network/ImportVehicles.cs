using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Sheets;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/carriers/{carrierId}/vehicles/imports: the vehicles of a table. Each row is new, is on offer already, or ends an offer.
/// Without an id vehicles are known by what they are called, what they are used for, and where they begin.
/// </summary>
public static class ImportVehicles
{
    public static void Map(RouteGroupBuilder carriers) => carriers.MapPost("/{carrierId:guid}/vehicles/imports", HandleAsync)
        .WithName(nameof(ImportVehicles)).WithSummary("导入车辆和运价 Import vehicles and their prices")
        .TakesRows().For(Roles.Carrier).Decided(DecidedBy.Organisation);

    static Task<Results<Ok<ImportReport>, BadRequest<ImportReport>>> HandleAsync(
        Guid carrierId, HttpRequest request, [AsParameters] ImportMode mode, LogisticsDb db, RowImport import, Caller caller,
        TimeProvider clock, CancellationToken ct) => carrierId == caller.Org
            ? import.RunAsync(
                request, VehicleSheet.Sheet, mode, row => TakeAsync(row, db, carrierId, clock.GetUtcNow(), ct), ct)
            : throw Refusals.NotYours();

    static async Task<RegisterEffect?> TakeAsync(
        TableRow row, LogisticsDb db, Guid carrierId, DateTimeOffset now, CancellationToken ct)
    {
        if (VehicleSheet.Read(row) is not { } asked)
        {
            return null;
        }

        await RequirePlaceNameAsync(row, db, asked, ct);
        var today = BusinessDay.Of(now);
        if (await KnownAsync(db, asked, carrierId, ct) is not { } known)
        {
            RegisterSheet.RequireOpen(asked.EndedOn);
            await db.OfferAsync(asked, asked.VehicleId ?? Guid.CreateVersion7(now), carrierId, today, ct);
            return RegisterEffect.Added;
        }

        return VehicleSheet.Sheet.Restate(
            RowOf(known), VehicleSheet.RowOf(asked), known.EndedOn, asked.EndedOn, today, () => known.End(today));
    }

    static async Task RequirePlaceNameAsync(TableRow row, LogisticsDb db, VehicleSheet.Row asked, CancellationToken ct)
    {
        if (await db.Nodes.FindAsync([asked.NodeId ?? Guid.Empty], ct) is { } node)
        {
            row.RequireNodeName("placeName", node.Name);
        }

        if (await db.Regions.FindAsync([asked.RegionId ?? ""], ct) is { } region)
        {
            row.RequireRegionName("placeName", region.Name);
        }
    }

    /// <summary>
    /// The vehicles that are meant: by their id; otherwise of those that are called so at the place the same, or those on offer.
    /// </summary>
    static async Task<CarrierVehicle?> KnownAsync(LogisticsDb db, VehicleSheet.Row asked, Guid carrierId, CancellationToken ct)
    {
        // Two tables of a carrier at once are taken one after the other.
        await db.LockAsync<Carrier>([carrierId], ct);
        var meant = asked.VehicleId is { } vehicleId
            ? db.Vehicles.Where(vehicle => vehicle.Id == vehicleId)
            : db.Vehicles.Where(vehicle => vehicle.CarrierId == carrierId && vehicle.Name == asked.Name && vehicle.Use == asked.Use
                && vehicle.NodeId == asked.NodeId && vehicle.RegionId == asked.RegionId);
        await db.LockAsync<CarrierVehicle>(await meant.Select(vehicle => vehicle.Id).ToListAsync(ct), ct);
        var known = await meant.OrderBy(vehicle => vehicle.Id).ToListAsync(ct);
        if (known.Exists(vehicle => vehicle.CarrierId != carrierId))
        {
            throw new RuleBrokenException(
                "vehicle_id_taken", "该标识属于其他承运商的车辆；新车辆请留空。",
                "Vehicles of another carrier have this id; leave it empty for new ones.", "vehicleId");
        }

        return asked.VehicleId is not null
            ? known.SingleOrDefault()
            : known.Find(vehicle => VehicleSheet.Sheet.DifferenceOf(RowOf(vehicle), VehicleSheet.RowOf(asked)) is null)
                ?? known.Find(vehicle => vehicle.EndedOn is null);
    }

    static IReadOnlyList<object?> RowOf(CarrierVehicle vehicle) => VehicleSheet.RowOf(VehicleStatement.Of(vehicle));
}
