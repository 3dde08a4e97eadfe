using Marketplace.Contracts;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>
/// POST /units/purchasing-units/{unitId}/affiliations → UnitPublished, once both regions have confirmed it. From a day on the unit
/// belongs to another region (CR-06, CR-20).
/// </summary>
public static class MoveUnit
{
    public sealed record Request : IChecked
    {
        public required string RegionId { get; init; }

        /// <summary>First day in the new region; the day before is the last in the old one.</summary>
        public required DateOnly ValidFrom { get; init; }

        /// <summary>The document that the move rests on.</summary>
        public string? Document { get; init; }

        public void Check(Checks check)
        {
            check.RegionId(RegionId, "regionId");
            check.RegistryDay(ValidFrom, "validFrom");
            check.DocumentOrNone(Document);
        }
    }

    public static void Map(RouteGroupBuilder units) => units.MapPost("/{unitId:guid}/affiliations", HandleAsync)
        .WithName(nameof(MoveUnit)).WithSummary("变更归属地 Move a purchasing unit to another region from a day on")
        .For(Roles.Official).Decided(DecidedBy.Sides).RequireIdempotencyKey<UnitsDb>();

    static async Task<Results<EtagCreated<UnitView>, Accepted<ProposalView>>> HandleAsync(
        Guid unitId, Request request, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar, CancellationToken ct)
    {
        await db.LockSeenAsync<PurchasingUnit>([unitId], ct);
        var unit = await db.UnitAsync(unitId, ct);
        var region = await db.RegionNamedAsync(request.RegionId, null, "regionId", ct);
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(MoveUnit), $"{unitId}", new Revision<Request>(unitId, unit.Version, request), request.Document, "document",
            Matter.OfRegions([unit.LatestAffiliation.RegionPath, region.Path]),
            () => MoveAsync(unit, request, db, registrar, ct), ct);
        await db.SaveChangesAsync(ct);
        return proposal is null
            ? Etag.Created(RegisterUnit.LocationOf(unit.Id), UnitView.Of(unit), unit.Version)
            : proposer.Waits(proposal);
    }

    /// <summary>Moves it as both regions have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Revision<Request> revision, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<UnitsDb>();
        await db.LockAsync<PurchasingUnit>([revision.ObjectId], ct);
        var unit = await db.UnitNamedAsync(revision.ObjectId, "unitId", ct);
        revision.Require(unit.Version);
        await MoveAsync(unit, revision.Request, db, services.GetRequiredService<Registrar>(), ct);
        return RegisterUnit.LocationOf(unit.Id);
    }

    static async Task MoveAsync(PurchasingUnit unit, Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var region = await db.RegionNamedAsync(request.RegionId, null, "regionId", ct);
        var latest = unit.LatestAffiliation;
        if (latest.RegionId == region.Id)
        {
            // After a split this decides something: the unit stays in what is left of its region.
            if (await db.SettleReaffiliationsAsync(unit.Id, registrar.Now, ct))
            {
                return;
            }

            throw new RuleBrokenException(
                "affiliation_unchanged",
                $"该单位自 {latest.ValidFrom:yyyy-MM-dd} 起已归属 {region.Name}（{region.Id}），无需变更。",
                $"The unit belongs to {region.Name} ({region.Id}) since {latest.ValidFrom:yyyy-MM-dd} already; nothing is to be changed.",
                "regionId");
        }

        if (!unit.CanAffiliateFrom(request.ValidFrom))
        {
            throw new RuleBrokenException(
                "affiliation_overlaps",
                $"该单位自 {latest.ValidFrom:yyyy-MM-dd} 起归属 {latest.RegionId}，新的归属须晚于该日生效；若要更正过去的归属，请使用归属更正。",
                $"The unit belongs to {latest.RegionId} since {latest.ValidFrom:yyyy-MM-dd}; "
                + "the new affiliation must begin after that day. To put the past right, correct the affiliations.",
                "validFrom");
        }

        var before = UnitView.Of(unit);
        unit.Affiliate(await db.StayAsync(region, request.ValidFrom, null, ct));
        await db.SettleReaffiliationsAsync(unit.Id, registrar.Now, ct);
        registrar.PublishChange(unit, before, request.Document);
    }
}
