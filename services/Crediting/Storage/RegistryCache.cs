using System.Collections.Frozen;
using System.Text.Json;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Storage;

/// <summary>
/// Keeps pairings, designations, parameters and the 832 list in memory, since every sale asks for them and they hardly change. Each use
/// compares the version with that of the ledger's head, so that any number of processes decide alike.
/// </summary>
public sealed class RegistryCache
{
    volatile RegistrySnapshot? _latest;

    /// <summary>The registry as it is for the rest of this transaction.</summary>
    public async Task<RegistrySnapshot> ReadAsync(CreditingDb db, long version, CancellationToken ct)
    {
        if (_latest is { } latest && latest.Version == version)
        {
            return latest;
        }

        var loaded = await LoadAsync(db, version, assume: null, ct);
        _latest = loaded;
        return loaded;
    }

    /// <summary>
    /// The registry for whoever does not hold the ledger: what is kept when it is of the head's version, else read anew and not kept, since
    /// it may change while it is read.
    /// </summary>
    public async Task<RegistrySnapshot> PeekAsync(CreditingDb db, CancellationToken ct)
    {
        var version = await db.LedgerHeads.AsNoTracking().Select(head => head.RegistryVersion).SingleAsync(ct);
        return _latest is { } latest && latest.Version == version ? latest : await LoadAsync(db, version, assume: null, ct);
    }

    /// <summary>The registry with what this transaction has changed, which others must not see before the commit.</summary>
    /// <param name="db">The database.</param>
    /// <param name="version">Of the head of the ledger.</param>
    /// <param name="assume">The pairing or designation of this id and version is taken as approved, to see what that would change.</param>
    public static async Task<RegistrySnapshot> LoadAsync(
        CreditingDb db, long version, (Guid Id, long Version)? assume, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var pairings = await db.Pairings.IgnoreQueryFilters().AsNoTracking().ToListAsync(ct);
        var designations = await db.Designations.AsNoTracking().ToListAsync(ct);
        pairings.Find(pairing => (pairing.PairingId, pairing.Version) == assume)?.Approve();
        designations.Find(designation => (designation.DesignationId, designation.Version) == assume)?.Approve();
        var sets = await db.RuleSets.AsNoTracking().ToListAsync(ct);
        var counties = await db.Regions.AsNoTracking().Where(region => region.IsCurrent).ToListAsync(ct);
        var registry = new RegistryFacts(new Pairings(pairings), designations, sets.Select(RuleSetOf));
        var listings = new PovertyCountyList(
            counties.Where(region => region.FormerPovertyCounty.Count > 0).ToFrozenDictionary(region => region.RegionId));
        return new RegistrySnapshot(version, registry, listings);
    }

    /// <summary>The parameters of a stored rule set.</summary>
    public static RuleSet RuleSetOf(StoredRuleSet stored) =>
        new(
            stored.Version,
            stored.EffectiveFrom,
            JsonSerializer.Deserialize<RuleParameters>(stored.Parameters, JsonSerializerOptions.Web)!);

    /// <summary>The counties that are or were on the 832 list.</summary>
    public sealed class PovertyCountyList(FrozenDictionary<string, Region> counties)
    {
        public bool IsFormerPovertyCounty(string regionId, DateOnly day) =>
            counties.TryGetValue(regionId, out var county) && county.IsFormerPovertyCountyOn(day);
    }

    /// <param name="Version">Of the head of the ledger.</param>
    /// <param name="Registry">Pairings, designations and parameters.</param>
    /// <param name="Listings">What is listed about regions.</param>
    public sealed record RegistrySnapshot(long Version, RegistryFacts Registry, PovertyCountyList Listings);
}
