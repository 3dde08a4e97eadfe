using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Docks;

/// <summary>
/// PUT /units/purchasing-units/{unitId}/docks/{dockId}/end → DockPublished. No order can name a day from the end on; what is ordered
/// already is delivered.
/// </summary>
public static class EndDock
{
    public sealed record Request : IChecked
    {
        /// <summary>First day on which it no longer takes in goods, later than its first day.</summary>
        public required DateOnly ValidTo { get; init; }

        public void Check(Checks check) => check.RegistryDay(ValidTo, "validTo");
    }

    public static void Map(RouteGroupBuilder docks) => docks.MapPut("/{dockId:guid}/end", HandleAsync)
        .WithName(nameof(EndDock)).WithSummary("停用收货点 Say from which day on a dock takes in nothing")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    static async Task<EtagOk<DockView>> HandleAsync(
        [AsParameters] OwnDock own, Request request, IfMatch ifMatch, UnitsDb db, Caller caller, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var dock = await db.LockDockAsync(own, ct);
        ifMatch.Require(dock.Version);
        if (!dock.End(request.ValidTo))
        {
            throw new InvalidRequestException(
                "end_not_after_start",
                "validTo",
                $"停用日须晚于启用日 {dock.ValidFrom:yyyy-MM-dd}。",
                $"The end must be later than the first day, {dock.ValidFrom:yyyy-MM-dd}.");
        }

        db.Publish(dock.ToMessage());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Etag.Ok(DockView.Of(dock, caller), dock.Version);
    }
}
