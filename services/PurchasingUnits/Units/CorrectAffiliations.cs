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
/// PUT /units/purchasing-units/{unitId}/affiliations → UnitPublished, once all its regions have confirmed it. Replaces where the unit
/// belonged and belongs, also for the past (CR-19). What was known before stays in the record of changes.
/// </summary>
public static class CorrectAffiliations
{
    const int StaysMax = 100;

    public sealed record Request : IChecked
    {
        /// <summary>All of them, in any order: each holds until the next begins, and the last one is open.</summary>
        public required IReadOnlyList<Stay> Affiliations { get; init; }

        /// <summary>The document that the correction rests on.</summary>
        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.Count(Affiliations.Count, 1, StaysMax, "affiliations", "归属", "affiliations");
            check.Each(Affiliations, "affiliations", static (stay, check) =>
            {
                check.RegionId(stay.RegionId, "regionId");
                check.RegistryDay(stay.ValidFrom, "validFrom");
            });
            check.Distinct(Affiliations.Select(stay => stay.ValidFrom), "affiliations");
            check.Document(Document);
        }
    }

    /// <summary>Where the unit belonged from a day on.</summary>
    public sealed record Stay
    {
        public required string RegionId { get; init; }

        public required DateOnly ValidFrom { get; init; }
    }

    public static void Map(RouteGroupBuilder units) => units.MapPut("/{unitId:guid}/affiliations", HandleAsync)
        .WithName(nameof(CorrectAffiliations)).WithSummary("更正归属地 Say anew where a purchasing unit belonged and belongs, by a document")
        .For(Roles.Official).Decided(DecidedBy.Sides);

    static async Task<Results<EtagOk<UnitView>, Accepted<ProposalView>>> HandleAsync(
        Guid unitId, Request request, IfMatch ifMatch, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockSeenAsync<PurchasingUnit>([unitId], ct);
        var unit = await db.UnitAsync(unitId, ct);
        ifMatch.Require(unit.Version);
        var anew = await db.StaysAsync(request.Affiliations, ct);
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(CorrectAffiliations), $"{unitId}", new Revision<Request>(unitId, unit.Version, request), request.Document, "document",
            Matter.OfRegions([.. unit.Affiliations.Select(stay => stay.RegionPath), .. anew.Select(stay => stay.RegionPath)]),
            () => CorrectAsync(unit, request, db, registrar, ct), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return proposal is null ? Etag.Ok(UnitView.Of(unit), unit.Version) : proposer.Waits(proposal);
    }

    /// <summary>Corrects what all its regions have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Revision<Request> revision, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<UnitsDb>();
        await db.LockAsync<PurchasingUnit>([revision.ObjectId], ct);
        var unit = await db.UnitNamedAsync(revision.ObjectId, "unitId", ct);
        revision.Require(unit.Version);
        await CorrectAsync(unit, revision.Request, db, services.GetRequiredService<Registrar>(), ct);
        return RegisterUnit.LocationOf(unit.Id);
    }

    static async Task CorrectAsync(PurchasingUnit unit, Request request, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var before = UnitView.Of(unit);
        if (!unit.Reaffiliate(await db.StaysAsync(request.Affiliations, ct)))
        {
            throw new RuleBrokenException(
                "affiliation_unchanged", "归属与已登记的完全相同，无需更正。",
                "The affiliations are what is on file already; nothing is to be corrected.", "affiliations");
        }

        await db.SettleReaffiliationsAsync(unit.Id, registrar.Now, ct);
        registrar.PublishChange(unit, before, request.Document);
    }

    extension(UnitsDb db)
    {
        /// <summary>The stays as affiliations: each ends when the next begins.</summary>
        internal async Task<List<RegisteredAffiliation>> StaysAsync(IReadOnlyList<Stay> stays, CancellationToken ct)
        {
            var anew = new List<RegisteredAffiliation>();
            var ordered = stays.Select((stay, index) => (stay, index)).OrderBy(item => item.stay.ValidFrom).ToList();
            for (var i = 0; i < ordered.Count; i++)
            {
                var (stay, index) = ordered[i];
                DateOnly? to = i + 1 < ordered.Count ? ordered[i + 1].stay.ValidFrom : null;
                var region = await db.RegionNamedAsync(stay.RegionId, to, $"affiliations[{index}].regionId", ct);
                anew.AddRange(await db.StayAsync(region, stay.ValidFrom, to, ct));
            }

            return anew;
        }
    }
}
