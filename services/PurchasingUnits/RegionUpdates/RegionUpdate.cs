using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Reference;
using Marketplace.PurchasingUnits.RegionChanges;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.RegionUpdates;

/// <summary>
/// Applies a newer list of regions to a registry that has one: regions and their history as the list says, and what follows for units,
/// facilitators, pairings and designations (CR-20). Needs a transaction in which nobody else changes regions.
/// </summary>
sealed class RegionUpdate(UnitsDb db, Registrar registrar)
{
    /// <summary>Applies the list, and returns what has changed.</summary>
    /// <param name="decisions">By the code of the region as it was.</param>
    /// <exception cref="InvalidOperationException">The lists contradict themselves.</exception>
    public async Task<Result> ApplyAsync(
        IReadOnlyList<ReferenceRegion> regions, IReadOnlyList<PovertyLine> poverty, IReadOnlyList<Region> known,
        IReadOnlyDictionary<string, RegionDecision> decisions, string document, CancellationToken ct)
    {
        var before = known.ToDictionary(region => region.Id);
        var views = before.ToDictionary(region => region.Key, region => RegionView.Of(region.Value));
        var news = await LoadRegionHistory.LoadAsync(db, regions, poverty, known, registrar.Now, ct);
        if (news.Count == 0)
        {
            return new([], [], 0);
        }

        await registrar.PublishChangesAsync(db, news, views, document, ct);
        var changes = await ChangesAsync(regions, before, news, decisions, ct);
        await FollowAsync(changes, before, news, document, ct);
        var pairings = await PartyNames.RefreshAsync(db, registrar, news.ToDictionary(region => region.Id), document, ct);
        await db.SaveChangesAsync(ct);
        return new(news, changes, pairings);
    }

    async Task<IReadOnlyList<PlannedChange>> ChangesAsync(
        IReadOnlyList<ReferenceRegion> list, Dictionary<string, Region> before, IReadOnlyList<Region> news,
        IReadOnlyDictionary<string, RegionDecision> decisions, CancellationToken ct)
    {
        var now = before.Values.Concat(news).GroupBy(region => region.Id)
            .ToDictionary(same => same.Key, same => same.MaxBy(region => region.Version)!);
        var lineage = (await db.RegionLineages.AsNoTracking().Where(known => known.RegisteredAt == registrar.Now).ToListAsync(ct))
            .Where(known => known.FromRegionId != known.ToRegionId).ToLookup(known => known.FromRegionId);
        var since = (await db.RegionCodeVersions.AsNoTracking().ToListAsync(ct)).GroupBy(version => version.RegionId)
            .ToDictionary(versions => versions.Key, versions => versions.Max(version => version.ValidFrom));
        var changes = new List<PlannedChange>();
        foreach (var region in now.Values.OrderBy(region => region.Code, StringComparer.Ordinal))
        {
            var old = before.GetValueOrDefault(region.Id);
            if (old is { EndedOn: not null } || (old is null && region.EndedOn is not null))
            {
                // It had ended before; more is known of its past now, which changes nothing today.
                continue;
            }

            var heirs = lineage[region.Id].Select(known => now[known.ToRegionId]).Distinct().OrderBy(heir => heir.Code).ToList();
            foreach (var (kind, on, becomes) in KindsOf(old, region, heirs))
            {
                await AddAsync(kind, old ?? region, on, becomes);
            }
        }

        foreach (var line in list.Select(reference => reference.Line))
        {
            if (before.GetValueOrDefault(line.Id) is { FollowsReference: false, EndedOn: null } filed
                && (line.EndedOn is not null || line.Code != filed.Code || line.Name != filed.Name))
            {
                await AddAsync(PlannedKind.FiledByHand, filed, line.EndedOn ?? since.GetValueOrDefault(filed.Id), []);
            }
        }

        return changes;

        IEnumerable<(PlannedKind Kind, DateOnly On, IReadOnlyList<Region> Becomes)> KindsOf(
            Region? old, Region region, List<Region> heirs)
        {
            var on = region.EndedOn ?? since.GetValueOrDefault(region.Id, RegistryDays.First);
            if (old is null)
            {
                yield return (PlannedKind.Appears, on, []);
            }
            else if (region.EndedOn is not null)
            {
                var kind = heirs.Count switch { 0 => PlannedKind.Ends, 1 => PlannedKind.Merged, _ => PlannedKind.Split };
                yield return (kind, on, heirs);
            }
            else if (heirs.Count > 0)
            {
                yield return (PlannedKind.GivesPart, lineage[region.Id].Max(known => known.On), heirs);
            }

            if (old is null || region.EndedOn is not null)
            {
                yield break;
            }

            if (old.ParentId != region.ParentId)
            {
                yield return (PlannedKind.Transferred, on, [now[region.ParentId!]]);
            }

            if (old.Code != region.Code)
            {
                yield return (PlannedKind.Recoded, on, [region]);
            }
            else if (old.Name != region.Name)
            {
                yield return (PlannedKind.Renamed, on, [region]);
            }
        }

        async Task AddAsync(PlannedKind kind, Region region, DateOnly on, IReadOnlyList<Region> becomes) => changes.Add(new(
            kind,
            region,
            on,
            becomes,
            kind == PlannedKind.Appears ? TouchedByRegion.Nothing : await TouchedByRegion.FindAsync(db, region.Id, on, ct),
            region.Code is { } code ? decisions.GetValueOrDefault(code) : null));
    }

    /// <summary>Units and facilitators follow; of those whose region was split somebody has to say where they belong.</summary>
    async Task FollowAsync(
        IReadOnlyList<PlannedChange> changes, Dictionary<string, Region> before, IReadOnlyList<Region> news, string document,
        CancellationToken ct)
    {
        var days = changes.ToLookup(change => change.Region.Id);
        var uprooted = news.Where(region => before.TryGetValue(region.Id, out var old)
            && (old.Path != region.Path || (old.EndedOn is null && days[region.Id].Any(change => change.Successor is not null))));
        foreach (var sameDay in uprooted.GroupBy(region => DayOf(region, days)))
        {
            var decided = sameDay.SelectMany(region => days[region.Id]).Where(change => change.Successor is not null).ToList();
            await new FollowRegionChanges(
                db,
                registrar,
                sameDay.Key,
                decided.Select(change => change.Decision?.Document).FirstOrDefault(given => given is not null) ?? document,
                decided.ToDictionary(change => change.Region.Id, change => change.Successor!.Id))
                .AllInAsync([.. sameDay.Select(region => before[region.Id].Path)], ct);
        }

        foreach (var change in changes.Where(change => change.Successor is not null))
        {
            await db.FollowAsync(change.Region.Id, change.Successor!.Id, change.On, change.Decision?.Document ?? document, ct);
        }

        var open = changes.Where(change => change.Kind is PlannedKind.Split or PlannedKind.GivesPart or PlannedKind.Ends
            && change.Successor is null);
        foreach (var change in open)
        {
            Guid[] units = [.. change.Touched.Units.Select(unit => unit.Id)];
            var listed = await db.Reaffiliations.Where(pending => pending.RegionId == change.Region.Id && pending.On == change.On)
                .Select(pending => pending.UnitId).ToListAsync(ct);
            db.AddRange(units.Except(listed).Select(unit => Reaffiliation.Of(unit, change.Region.Id, change.On)));
        }
    }

    // A region whose path alone has changed lies in one that was transferred.
    static DateOnly DayOf(Region region, ILookup<string, PlannedChange> days) =>
        region.EndedOn ?? Contracts.RegionPath.IdsIn([region.Path]).Reverse()
            .SelectMany(id => days[id]).First(change => change.Kind is PlannedKind.Transferred or PlannedKind.Merged).On;

    /// <param name="Regions">Regions that are new or of which something has changed.</param>
    /// <param name="Changes">What that is, by code.</param>
    /// <param name="Pairings">How many pairings have other names or paths of their parties.</param>
    public sealed record Result(IReadOnlyList<Region> Regions, IReadOnlyList<PlannedChange> Changes, int Pairings);
}
