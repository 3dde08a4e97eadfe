using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// What a report of a day says of pairings, names and targets: as the registry was known at an instant, so that the same report asked for
/// again later is the same.
/// </summary>
public sealed class RegistryAsKnown
{
    readonly CreditingDb _db;
    readonly Dictionary<string, Region> _regions = [];
    readonly HashSet<string> _asked = [];
    readonly Dictionary<(Guid Holder, TargetMeasure Measure), Target> _targets;

    RegistryAsKnown(
        CreditingDb db,
        DateOnly on,
        DateTimeOffset? knownAt,
        IReadOnlyDictionary<Guid, Pairing> pairings,
        Dictionary<(Guid Holder, TargetMeasure Measure), Target> targets,
        RuleSet rules) => (_db, On, KnownAt, Pairings, _targets, Rules) = (db, on, knownAt, pairings, targets, rules);

    /// <summary>The last day of the period: names, targets and parameters are those that hold on it.</summary>
    public DateOnly On { get; }

    /// <summary>Null for now.</summary>
    public DateTimeOffset? KnownAt { get; }

    /// <summary>The newest version of each pairing, whether in force or not and whoever asks: ranks must not depend on it.</summary>
    public IReadOnlyDictionary<Guid, Pairing> Pairings { get; }

    /// <summary>The parameters that hold on the day.</summary>
    public RuleSet Rules { get; }

    public static async Task<RegistryAsKnown> ReadAsync(CreditingDb db, DateOnly on, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var pairings = await db.Pairings.AsNoTracking().IgnoreQueryFilters()
            .Where(pairing => knownAt == null ? pairing.IsCurrent : pairing.LearnedAt <= knownAt).ToListAsync(ct);
        var year = on.Year;
        var targets = await db.Targets.AsNoTracking()
            .Where(target => target.Year == year && target.EffectiveFrom <= on && (knownAt == null || target.LearnedAt <= knownAt)).ToListAsync(ct);
        var sets = await db.RuleSets.AsNoTracking()
            .Where(set => set.EffectiveFrom <= on && (knownAt == null || set.FiledAt <= knownAt)).ToListAsync(ct);
        return new RegistryAsKnown(
            db,
            on,
            knownAt,
            pairings.GroupBy(pairing => pairing.PairingId).ToDictionary(group => group.Key, group => group.MaxBy(pairing => pairing.Version)!),
            targets.GroupBy(target => target.TargetId).Select(versions => versions.MaxBy(target => target.Version)!)
                .GroupBy(target => (target.HolderId, target.Measure))
                .ToDictionary(group => group.Key, group => group.OrderBy(target => target.EffectiveFrom).ThenBy(target => target.TargetId).Last()),
            sets.OrderBy(set => set.EffectiveFrom).ThenBy(set => set.Version).LastOrDefault() is { } set ? KnownRegistry.RuleSetOf(set) : RuleSet.First);
    }

    /// <summary>The year's target that holds on the day (EC-77); null when none was set.</summary>
    public Target? TargetOf(Guid holderId, TargetMeasure measure = TargetMeasure.Sales) => _targets.GetValueOrDefault((holderId, measure));

    /// <summary>The newest version of each designation, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, Designation>> DesignationsAsync(CancellationToken ct)
    {
        var knownAt = KnownAt;
        var all = await _db.Designations.AsNoTracking()
            .Where(one => knownAt == null ? one.IsCurrent : one.LearnedAt <= knownAt).ToListAsync(ct);
        return all.GroupBy(one => one.DesignationId).ToDictionary(group => group.Key, group => group.MaxBy(one => one.Version)!);
    }

    /// <summary>Reads these regions, before they are asked for by name.</summary>
    public async Task ReadRegionsAsync(IEnumerable<string> regionIds, CancellationToken ct)
    {
        string[] ids = [.. regionIds.Where(_asked.Add)];
        if (ids.Length == 0)
        {
            return;
        }

        var knownAt = KnownAt;
        var regions = await _db.Regions.AsNoTracking()
            .Where(region => ids.Contains(region.RegionId) && (knownAt == null ? region.IsCurrent : region.LearnedAt <= knownAt)).ToListAsync(ct);
        foreach (var group in regions.GroupBy(region => region.RegionId))
        {
            _regions[group.Key] = group.MaxBy(region => region.Version)!;
        }
    }

    /// <summary>The region, when it was read and is known.</summary>
    public Region? RegionOf(string regionId) => _regions.GetValueOrDefault(regionId);

    /// <summary>A region under the code and name of the day (CR-20, EC-78).</summary>
    /// <param name="regionId">The stable id.</param>
    /// <param name="otherwise">Its name when the registry has not told it.</param>
    public Party PartyOf(string regionId, string otherwise)
    {
        if (!_regions.TryGetValue(regionId, out var region))
        {
            return new Party(regionId, null, otherwise);
        }

        var (code, name) = region.On(On);
        return new Party(regionId, code, name);
    }
}
