using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>
/// PUT /units/purchasing-units/{unitId}/affiliations → UnitPublished. Replaces where the unit belonged and belongs, also for the past
/// (CR-19). What was known before stays in the record of changes.
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
        .For(Roles.Operator);

    static async Task<EtagOk<UnitView>> HandleAsync(
        Guid unitId, Request request, IfMatch ifMatch, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync<PurchasingUnit>([unitId], ct);
        var unit = await db.UnitAsync(unitId, ct);
        ifMatch.Require(unit.Version);
        var before = UnitView.Of(unit);
        if (!unit.Reaffiliate(await db.StaysAsync(request.Affiliations, ct)))
        {
            throw new RuleBrokenException(
                "affiliation_unchanged", "归属与已登记的完全相同，无需更正。",
                "The affiliations are what is on file already; nothing is to be corrected.", "affiliations");
        }

        await db.SettleReaffiliationsAsync(unit.Id, registrar.Now, ct);
        registrar.PublishChange(unit, before, request.Document);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Etag.Ok(UnitView.Of(unit), unit.Version);
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
