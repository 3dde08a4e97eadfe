using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Docks;

/// <summary>
/// PUT /units/purchasing-units/{unitId}/docks/{dockId} → DockPublished. Says anew what the dock is; orders that are placed keep what they
/// were told.
/// </summary>
public static class ReviseDock
{
    public sealed record Request : IChecked
    {
        public required DockDescription Dock { get; init; }

        public void Check(Checks check) => check.Within("dock", Dock.Check);
    }

    public static void Map(RouteGroupBuilder docks) => docks.MapPut("/{dockId:guid}", HandleAsync)
        .WithName(nameof(ReviseDock)).WithSummary("变更收货点 Say anew what a dock is")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    static async Task<EtagOk<DockView>> HandleAsync(
        [AsParameters] OwnDock own, Request request, IfMatch ifMatch, UnitsDb db, Caller caller, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var dock = await db.LockDockAsync(own, ct);
        ifMatch.Require(dock.Version);
        await db.PlaceNamedAsync(request.Dock.RegionId, to: null, "dock.regionId", ct);
        dock.Revise(request.Dock.Facts);
        db.Publish(dock.ToMessage());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Etag.Ok(DockView.Of(dock, caller), dock.Version);
    }
}
