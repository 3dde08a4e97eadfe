using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Microsoft.EntityFrameworkCore;
using NetworkNode = Marketplace.Logistics.Domain.NetworkNode;
using NodeKind = Marketplace.Logistics.Domain.NodeKind;

namespace Marketplace.Logistics.Plans;

/// <summary>What plans are made and mended from, besides shipments.</summary>
static class PlanInputs
{
    /// <summary>Hubs and depots in use, and those of a plan that is mended.</summary>
    public static Task<List<NetworkNode>> PlanNodesAsync(
        this LogisticsDb db, DateOnly day, IReadOnlyCollection<Guid> besides, CancellationToken ct) =>
        db.Nodes.AsNoTracking().Include(node => node.Region)
            .Where(node => node.Kind != NodeKind.Station
                && ((node.ValidFrom <= day && (node.EndedOn == null || node.EndedOn > day)) || besides.Contains(node.Id)))
            .OrderBy(node => node.Id).ToListAsync(ct);

    /// <summary>Those on offer, trunk lorries that load in the region, of carriers that may be given goods today.</summary>
    /// <param name="pathValue">The region with its ancestors.</param>
    public static async Task<Dictionary<Guid, CarrierVehicle>> PlanVehiclesAsync(
        this LogisticsDb db, string pathValue, DateOnly day, CancellationToken ct)
    {
        string[] loadIn = [.. new RegionPath(pathValue).Ids];
        var vehicles = await db.Vehicles.AsNoTracking()
            .Where(vehicle => vehicle.ValidFrom <= day && (vehicle.EndedOn == null || vehicle.EndedOn > day))
            .Where(vehicle => vehicle.RegionId == null || loadIn.Contains(vehicle.RegionId)).ToListAsync(ct);
        var carriers = vehicles.Select(vehicle => vehicle.CarrierId).Distinct().ToList();
        var active = (await db.Carriers.AsNoTracking().Where(carrier => carriers.Contains(carrier.Id)).ToListAsync(ct))
            .Where(carrier => carrier.StateOn(day) == CarrierState.Active).Select(carrier => carrier.Id).ToHashSet();
        return vehicles.Where(vehicle => active.Contains(vehicle.CarrierId)).OrderBy(vehicle => vehicle.Id)
            .ToDictionary(vehicle => vehicle.Id);
    }

    /// <summary>
    /// Where the goods of shipments are taken in, by shipment, where their suppliers have named a place that is in use: for the shipment,
    /// or as a rule when that is in the region that they come from.
    /// </summary>
    public static async Task<Dictionary<Guid, NetworkNode>> StationsAsync(
        this LogisticsDb db, IReadOnlyCollection<Shipment> shipments, DateOnly day, CancellationToken ct)
    {
        Guid[] suppliers = [.. shipments.Select(shipment => shipment.SupplierId).Distinct()];
        var usual = await db.SupplierStations.AsNoTracking().Where(known => suppliers.Contains(known.SupplierId))
            .ToDictionaryAsync(known => known.SupplierId, known => known.NodeId, ct);
        Guid[] ids = [.. shipments.Select(shipment => shipment.StationId).OfType<Guid>().Concat(usual.Values).Distinct()];
        var nodes = await db.Nodes.AsNoTracking().Include(node => node.Region)
            .Where(node => ids.Contains(node.Id) && (node.EndedOn == null || node.EndedOn > day)).ToDictionaryAsync(node => node.Id, ct);
        var stations = new Dictionary<Guid, NetworkNode>();
        foreach (var shipment in shipments)
        {
            var named = shipment.StationId is { } own && nodes.TryGetValue(own, out var chosen) ? chosen : null;
            var rule = usual.TryGetValue(shipment.SupplierId, out var id) && nodes.TryGetValue(id, out var known)
                && known.Region.PathValue.StartsWith(shipment.CommonOrigin, StringComparison.Ordinal) ? known : null;
            if ((named ?? rule) is { } station)
            {
                stations[shipment.ShipmentId] = station;
            }
        }

        return stations;
    }

    /// <summary>Where a plan takes in the shipments that it has, by shipment, whatever their suppliers have said since.</summary>
    public static async Task<Dictionary<Guid, NetworkNode>> StationsAsync(
        this LogisticsDb db, IReadOnlyCollection<PlanPart> parts, CancellationToken ct)
    {
        Guid[] ids = [.. parts.Select(part => part.StationId).OfType<Guid>().Distinct()];
        var nodes = await db.Nodes.AsNoTracking().Include(node => node.Region).Where(node => ids.Contains(node.Id))
            .ToDictionaryAsync(node => node.Id, ct);
        return parts.Where(part => part.StationId is not null).ToDictionary(part => part.ShipmentId, part => nodes[part.StationId!.Value]);
    }

    /// <summary>Where the docks of shipments are.</summary>
    public static Task<Dictionary<Guid, DockSite>> DockSitesAsync(
        this LogisticsDb db, IEnumerable<Shipment> shipments, CancellationToken ct)
    {
        Guid[] docks = [.. shipments.Select(shipment => shipment.DockId).OfType<Guid>().Distinct()];
        return db.Docks.AsNoTracking().Where(dock => docks.Contains(dock.DockId)).ToDictionaryAsync(dock => dock.DockId, ct);
    }

    /// <summary>The lanes that stand on a day, and what trips took by then.</summary>
    public static Task<PlanLanes> PlanLanesAsync(this LogisticsDb db, DateOnly day, CancellationToken ct) =>
        LanesAsync(db.Lanes, db.ObservedTimes, day, ct);

    /// <summary>Of those of a day only what begins in any of some nodes and regions, and ends in any of others.</summary>
    /// <param name="day">On which they stand.</param>
    /// <param name="begins">Ids of nodes and regions.</param>
    /// <param name="ends">Ids of nodes and regions; null for wherever they end.</param>
    /// <param name="ct">Ends the query.</param>
    public static Task<PlanLanes> PlanLanesAsync(
        this LogisticsDb db, DateOnly day, string[] begins, string[]? ends, CancellationToken ct)
    {
        var lanes = db.Lanes.Where(lane => begins.Contains(lane.BeginsAt));
        var observed = db.ObservedTimes.Where(took => begins.Contains(took.BeginsAt));
        return ends is null
            ? LanesAsync(lanes, observed, day, ct)
            : LanesAsync(
                lanes.Where(lane => ends.Contains(lane.EndsAt)), observed.Where(took => ends.Contains(took.EndsAt)), day, ct);
    }

    static async Task<PlanLanes> LanesAsync(
        IQueryable<Lane> lanes, IQueryable<ObservedTime> observed, DateOnly day, CancellationToken ct) => new(
        await lanes.AsNoTracking().Where(lane => lane.ValidFrom <= day && (lane.EndedOn == null || lane.EndedOn > day))
            .Select(lane => new PlanLanes.Way(lane.BeginsAt, lane.EndsAt, lane.Metres, lane.Minutes * 60)).ToListAsync(ct),
        await observed.AsNoTracking().Where(took => took.ValidFrom <= day && (took.EndedOn == null || took.EndedOn > day))
            .Select(took => new PlanLanes.Way(took.BeginsAt, took.EndsAt, 0, took.MedianSeconds)).ToListAsync(ct));
}
