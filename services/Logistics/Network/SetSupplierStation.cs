using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Network;

/// <summary>
/// PUT /logistics/suppliers/{supplierId}/station. Where the goods of a supplier are taken in as a rule. Plans go by it where it is in the
/// region that goods come from, and where no other place was named for the shipment.
/// </summary>
public static class SetSupplierStation
{
    public sealed record Request
    {
        /// <summary>A station, or the hub to which the supplier brings its goods itself.</summary>
        public required Guid NodeId { get; init; }
    }

    /// <summary>Where goods of the supplier are taken in as a rule.</summary>
    public sealed record Answer
    {
        public required Guid SupplierId { get; init; }

        public required Guid NodeId { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPut("/suppliers/{supplierId:guid}/station", HandleAsync)
        .WithName(nameof(SetSupplierStation)).WithSummary("设置常用交货服务站 Set where a supplier's goods are taken in as a rule")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation);

    static async Task<Ok<Answer>> HandleAsync(
        Guid supplierId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (supplierId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        await db.StationAsync(request.NodeId, BusinessDay.Of(clock.GetUtcNow()), ct);
        if (await db.SupplierStations.FindAsync([supplierId], ct) is { } known)
        {
            known.NodeId = request.NodeId;
        }
        else
        {
            db.Add(new SupplierStation { SupplierId = supplierId, NodeId = request.NodeId });
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Answer { SupplierId = supplierId, NodeId = request.NodeId });
    }
}
