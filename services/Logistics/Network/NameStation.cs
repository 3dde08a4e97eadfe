using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>
/// PUT /logistics/shipments/{shipmentId}/station. The supplier names the station where goods of a shipment are taken in, or the hub to
/// which it brings them, before a plan has it: one of the region that they come from, so that nobody else pays for a longer way.
/// </summary>
public static class NameStation
{
    public sealed record Request
    {
        /// <summary>Absent for where the supplier's goods usually are, otherwise in the middle of their region.</summary>
        public Guid? NodeId { get; init; }
    }

    /// <summary>Where it is taken in.</summary>
    public sealed record Answer
    {
        public required Guid ShipmentId { get; init; }

        public Guid? NodeId { get; init; }
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPut("/{shipmentId:guid}/station", HandleAsync)
        .WithName(nameof(NameStation)).WithSummary("指定交货服务站 Name the station where a shipment is taken in")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation);

    static async Task<Ok<Answer>> HandleAsync(
        Guid shipmentId, Request request, LogisticsDb db, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct)
            ?? throw Refusals.NotFound(shipmentId);
        if (request.NodeId is { } nodeId)
        {
            var node = await db.StationAsync(nodeId, BusinessDay.Of(clock.GetUtcNow()), ct);
            RequireOfOrigin(node, shipment);
        }

        if (await db.PlanParts.AnyAsync(part => part.ShipmentId == shipmentId && part.ReleasedAt == null, ct))
        {
            throw new RuleBrokenException(
                "in_a_plan",
                "该发货单已排入调度计划，不能再更换交货地点；可说明备货时间，或请主管部门撤回计划。",
                "A plan has the shipment, and where it is taken in can't be changed; say when it is ready, "
                + "or ask the office to withdraw the plan.");
        }

        shipment.NameStation(request.NodeId);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(new Answer { ShipmentId = shipmentId, NodeId = shipment.StationId });
    }

    static void RequireOfOrigin(NetworkNode node, Shipment shipment)
    {
        if (!node.Region.PathValue.StartsWith(shipment.CommonOrigin, StringComparison.Ordinal)
            && !shipment.CommonOrigin.StartsWith(node.Region.PathValue, StringComparison.Ordinal))
        {
            throw new InvalidRequestException(
                "station_elsewhere", "nodeId", "交货地点须在货物的产地地区内。", "The station has to be in the region that the goods come from.");
        }
    }
}
