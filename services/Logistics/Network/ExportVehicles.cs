using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Sheets;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>
/// GET /logistics/carriers/{carrierId}/vehicles/file: vehicles of a carrier as a table, or the empty template. Imported again they change
/// nothing.
/// </summary>
public static class ExportVehicles
{
    public static void Map(RouteGroupBuilder carriers) => carriers.MapGet("/{carrierId:guid}/vehicles/file", HandleAsync)
        .WithName(nameof(ExportVehicles)).WithSummary("导出车辆和运价或模板 Export vehicles and their prices, or the template")
        .WithDescription("At most 10,000 rows, as many as one file is imported with; with onlyOffered those that have ended are left out.")
        .For(Roles.Carrier, Roles.Official, Roles.Auditor, Roles.Operator).IsExpensive();

    /// <param name="onlyOffered">True to leave out those that have ended.</param>
    static Task<FileContentHttpResult> HandleAsync(
        Guid carrierId, [AsParameters] SheetExport export, LogisticsDb db, CancellationToken ct, bool onlyOffered = false) =>
        export.AnswerAsync(
            VehicleSheet.Sheet,
            () => Task.FromResult<IQueryable<CarrierVehicle>>(db.Vehicles.AsNoTracking()
                .Where(vehicle => vehicle.CarrierId == carrierId && (!onlyOffered || vehicle.EndedOn == null))
                .OrderBy(vehicle => vehicle.Id)),
            vehicles => RowsAsync(db, vehicles, ct),
            narrower: "onlyOffered",
            ct);

    static async Task<IEnumerable<IReadOnlyList<object?>>> RowsAsync(LogisticsDb db, List<CarrierVehicle> vehicles, CancellationToken ct)
    {
        Guid[] nodeIds = [.. vehicles.Select(vehicle => vehicle.NodeId).OfType<Guid>().Distinct()];
        string[] regionIds = [.. vehicles.Select(vehicle => vehicle.RegionId).OfType<string>().Distinct(StringComparer.Ordinal)];
        var nodes = await db.Nodes.Where(node => nodeIds.Contains(node.Id)).ToDictionaryAsync(node => node.Id, node => node.Name, ct);
        var regions = await db.Regions.Where(region => regionIds.Contains(region.Id))
            .ToDictionaryAsync(region => region.Id, region => region.Name, ct);
        return vehicles.Select(vehicle => VehicleSheet.RowOf(
            VehicleStatement.Of(vehicle), vehicle.Id,
            vehicle.NodeId is { } nodeId ? nodes[nodeId] : regions[vehicle.RegionId!], vehicle.EndedOn));
    }
}
