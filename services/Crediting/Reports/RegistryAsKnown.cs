using System.Collections.Concurrent;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
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
    readonly Facts _facts;

    RegistryAsKnown(CreditingDb db, DateOnly on, DateTimeOffset? knownAt, Facts facts) =>
        (_db, On, KnownAt, _facts) = (db, on, knownAt, facts);

    /// <summary>The last day of the period: names, targets and parameters are those that hold on it.</summary>
    public DateOnly On { get; }

    /// <summary>Null for now.</summary>
    public DateTimeOffset? KnownAt { get; }

    /// <summary>The newest version of each pairing, whether in force or not and whoever asks: ranks must not depend on it.</summary>
    public IReadOnlyDictionary<Guid, Pairing> Pairings => _facts.Pairings;

    /// <summary>The parameters that hold on the day.</summary>
    public RuleSet Rules => _facts.Rules;

    /// <summary>Whether a rule set came into force after that day, up to the day of the report.</summary>
    public bool HaveRulesChangedSince(DateOnly day) => _facts.RuleSetStarts.Any(start => start > day);

    /// <param name="db">The database.</param>
    /// <param name="on">The last day of the period.</param>
    /// <param name="knownAt">As it was known then; null for now.</param>
    /// <param name="cache">Keeps the registry of now as long as it doesn't change; null to read it.</param>
    public static async Task<RegistryAsKnown> ReadAsync(
        CreditingDb db, DateOnly on, DateTimeOffset? knownAt, CancellationToken ct, ReportCache? cache = null)
    {
        if (cache is null || knownAt is not null)
        {
            return new RegistryAsKnown(db, on, knownAt, await FactsAsync(db, on, knownAt, ct));
        }

        var key = await db.LedgerHeads.AsNoTracking().Select(head => new { head.RegistryVersion, head.NamesVersion, On = on })
            .SingleAsync(ct);
        return new RegistryAsKnown(db, on, knownAt, await cache.GetAsync(key, () => FactsAsync(db, on, knownAt, ct)));
    }

    static async Task<Facts> FactsAsync(CreditingDb db, DateOnly on, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var pairings = await db.Pairings.AsNoTracking().IgnoreQueryFilters()
            .Where(pairing => knownAt == null ? pairing.IsCurrent : pairing.LearnedAt <= knownAt).ToListAsync(ct);
        var year = on.Year;
        var targets = await db.Targets.AsNoTracking()
            .Where(target => target.Year == year && target.EffectiveFrom <= on && (knownAt == null || target.LearnedAt <= knownAt))
            .ToListAsync(ct);
        var sets = await db.RuleSets.AsNoTracking()
            .Where(set => set.EffectiveFrom <= on && (knownAt == null || set.FiledAt <= knownAt)).ToListAsync(ct);
        return new Facts(
            pairings.GroupBy(pairing => pairing.PairingId)
                .ToDictionary(group => group.Key, group => group.MaxBy(pairing => pairing.Version)!),
            targets.GroupBy(target => target.TargetId).Select(versions => versions.MaxBy(target => target.Version)!)
                .GroupBy(target => (target.HolderId, target.Measure))
                .ToDictionary(
                    group => group.Key, group => group.OrderBy(target => target.EffectiveFrom).ThenBy(target => target.TargetId).Last()),
            sets.OrderBy(set => set.EffectiveFrom).ThenBy(set => set.Version).LastOrDefault() is { } set ? RegistryCache.RuleSetOf(set)
                : RuleSet.First,
            [.. sets.Select(set => set.EffectiveFrom)]);
    }

    /// <summary>The year's target that holds on the day (EC-77); null when none was set.</summary>
    public Target? TargetOf(Guid holderId, TargetMeasure measure = TargetMeasure.Sales) =>
        _facts.Targets.GetValueOrDefault((holderId, measure));

    /// <summary>The newest version of each designation, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, Designation>> DesignationsAsync(CancellationToken ct)
    {
        var knownAt = KnownAt;
        var all = await _db.Designations.AsNoTracking()
            .Where(designation => knownAt == null ? designation.IsCurrent : designation.LearnedAt <= knownAt).ToListAsync(ct);
        return all.GroupBy(designation => designation.DesignationId)
            .ToDictionary(group => group.Key, group => group.MaxBy(designation => designation.Version)!);
    }

    /// <summary>Reads these regions, before they are asked for by name.</summary>
    public async Task ReadRegionsAsync(IEnumerable<string> regionIds, CancellationToken ct)
    {
        string[] ids = [.. regionIds.Distinct().Where(id => !_facts.Regions.ContainsKey(id))];
        if (ids.Length == 0)
        {
            return;
        }

        var knownAt = KnownAt;
        var regions = (await _db.Regions.AsNoTracking()
            .Where(region => ids.Contains(region.RegionId) && (knownAt == null ? region.IsCurrent : region.LearnedAt <= knownAt))
            .ToListAsync(ct))
            .ToLookup(region => region.RegionId);
        foreach (var id in ids)
        {
            _facts.Regions[id] = regions[id].MaxBy(region => region.Version);
        }
    }

    /// <summary>The region, when it was read and is known.</summary>
    public Region? RegionOf(string regionId) => _facts.Regions.GetValueOrDefault(regionId);

    /// <summary>A region under the code and name of the day (CR-20, EC-78).</summary>
    /// <param name="regionId">The stable id.</param>
    /// <param name="otherwise">Its name when the registry has not told it.</param>
    public Party PartyOf(string regionId, string otherwise)
    {
        if (RegionOf(regionId) is not { } region)
        {
            return new Party(regionId, null, otherwise);
        }

        var (code, name) = region.On(On);
        return new Party(regionId, code, name);
    }

    /// <summary>Reads the regions of both sides of these pairings.</summary>
    public Task ReadSidesAsync(IEnumerable<Pairing> pairings, CancellationToken ct) =>
        ReadRegionsAsync(pairings.SelectMany(pairing => (string[])[pairing.East.RegionId, pairing.West.RegionId]), ct);

    public Party EastOf(Pairing pairing) => PartyOf(pairing.East.RegionId, pairing.EastName);

    public Party WestOf(Pairing pairing) => PartyOf(pairing.West.RegionId, pairing.WestName);

    /// <summary>What is the same for all that ask for the same day and instant.</summary>
    sealed record Facts(
        IReadOnlyDictionary<Guid, Pairing> Pairings,
        IReadOnlyDictionary<(Guid Holder, TargetMeasure Measure), Target> Targets,
        RuleSet Rules,
        IReadOnlyList<DateOnly> RuleSetStarts)
    {
        /// <summary>Those that were asked for so far; null when the registry has not told of one.</summary>
        public ConcurrentDictionary<string, Region?> Regions { get; } = new();
    }
}
