using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;

namespace Marketplace.PurchasingUnits.Docks;

/// <summary>
/// POST /units/purchasing-units/{unitId}/docks → DockPublished. Where and when the unit takes in goods; nothing is credited by it (CR-06).
/// </summary>
public static class RegisterDock
{
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid DockId { get; init; }

        public required DockDescription Dock { get; init; }

        /// <summary>First day on which it takes in goods.</summary>
        public required DateOnly ValidFrom { get; init; }

        public void Check(Checks check)
        {
            check.NewId(DockId, "dockId");
            check.RegistryDay(ValidFrom, "validFrom");
            check.Within("dock", Dock.Check);
        }
    }

    public static void Map(RouteGroupBuilder docks) => docks.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterDock)).WithSummary("登记收货点 Register a dock of a unit")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<UnitsDb>();

    static async Task<EtagCreated<DockView>> HandleAsync(
        [AsParameters] OwnUnit own, Request request, UnitsDb db, Caller caller, CancellationToken ct)
    {
        _ = await db.UnitAsync(own.UnitId, ct);
        await db.PlaceNamedAsync(request.Dock.RegionId, to: null, "dock.regionId", ct);
        var dock = Dock.Register(request.DockId, own.UnitId, request.Dock.Facts, request.ValidFrom);
        db.Add(dock);
        db.Publish(dock.ToMessage());
        await db.SaveChangesAsync(ct);
        return Etag.Created(
            $"/{PurchasingUnitsService.Name}/purchasing-units/{own.UnitId}/docks/{dock.Id}", DockView.Of(dock, caller), dock.Version);
    }
}
