using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Structure;

/// <summary>What sums are kept under, as far as the caller may see it: pairings, designations, or flows of quota purchases.</summary>
sealed class Holder
{
    /// <summary>Under which the sums are.</summary>
    public required Guid SumId { get; init; }

    /// <summary>The pairing or designation; empty for quotas, which are listed by county of origin.</summary>
    public required Guid Id { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required string WestPath { get; init; }
}

/// <summary>Which holders a report is about.</summary>
static class Holders
{
    /// <summary>Those of a pairing or designation that is named; else all of the scheme and tier that have a side in the region.</summary>
    /// <exception cref="NotFoundException">There is no such pairing or designation in what the caller may see.</exception>
    public static async Task<(IQueryable<Holder> Holders, Scheme? Scheme, PairingTier? Tier)> OfAsync(
        CreditingDb db, StructureQuery query, bool needsOne, CancellationToken ct)
    {
        if (query.PairingId is { } id)
        {
            return await OneAsync(db, id, query.KnownAt, ct);
        }

        var scheme = query.Scheme ?? (needsOne ? Scheme.EastWest : null);
        var segment = query.Segment;
        switch (scheme)
        {
            case Scheme.Quota:
                // A variable, since PostgreSQL takes the literal for a text.
                var nobody = Guid.Empty;
                return (
                    db.QuotaFlows.Where(flow => segment == null || flow.EastPath.Contains(segment) || flow.WestPath.Contains(segment))
                        .Select(flow => new Holder
                        {
                            SumId = flow.FlowId,
                            Id = nobody,
                            Scheme = Scheme.Quota,
                            Tier = PairingTier.Unit,
                            WestPath = flow.WestPath,
                        }),
                    scheme,
                    PairingTier.Unit);
            case Scheme.Designated:
                Guid[] seen = [.. (await DesignationsAsync(db, segment, query.KnownAt, ct)).Select(one => one.Designation.DesignationId)];
                return (
                    db.DesignationsKnown(query.KnownAt).Where(one => seen.Contains(one.DesignationId)).Select(one => new Holder
                    {
                        SumId = one.DesignationId,
                        Id = one.DesignationId,
                        Scheme = Scheme.Designated,
                        Tier = PairingTier.Unit,
                        WestPath = one.CountyPath,
                    }),
                    scheme,
                    PairingTier.Unit);
            default:
                var tier = query.Tier ?? (needsOne ? PairingTier.Province : null);
                return (
                    Of(db.PairingsKnown(query.KnownAt).Where(pairing => (scheme == null || pairing.Scheme == scheme)
                        && (tier == null || pairing.Tier == tier)
                        && (segment == null || pairing.EastPath.Contains(segment) || pairing.WestPath.Contains(segment)))),
                    scheme,
                    tier);
        }
    }

    /// <summary>The designations that the caller may see, with where their units belong today: those of a unit or a county in the region.</summary>
    public static async Task<IReadOnlyList<(Designation Designation, string UnitPath)>> DesignationsAsync(
        CreditingDb db, string? segment, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var designations = await db.DesignationsKnown(knownAt).AsNoTracking().OrderBy(one => one.DesignationId).ToListAsync(ct);
        Guid[] ids = [.. designations.Select(one => one.UnitId).Distinct()];
        var units = await db.UnitsKnown(knownAt).AsNoTracking().Where(unit => ids.Contains(unit.UnitId)).ToDictionaryAsync(unit => unit.UnitId, ct);
        return
        [
            .. designations
                .Select(one => (Designation: one, UnitPath: units.TryGetValue(one.UnitId, out var unit) && unit.Affiliations.Count > 0
                    ? unit.Affiliations[^1].Path.Value
                    : ""))
                .Where(one => IsSeen(db, one.UnitPath, one.Designation.CountyPath) && (segment is null
                    || one.UnitPath.Contains(segment, StringComparison.Ordinal)
                    || one.Designation.CountyPath.Contains(segment, StringComparison.Ordinal))),
        ];
    }

    /// <summary>Whether either side lies in the caller's region.</summary>
    public static bool IsSeen(CreditingDb db, string eastPath, string westPath) => db.SeesAll
        || (db.CallerSegment is { } own && (eastPath.Contains(own, StringComparison.Ordinal) || westPath.Contains(own, StringComparison.Ordinal)));

    /// <summary>Codes and names of regions.</summary>
    public static async Task<IReadOnlyDictionary<string, Party>> PartiesAsync(
        CreditingDb db, IEnumerable<string> regionIds, DateOnly day, CancellationToken ct, DateTimeOffset? knownAt = null)
    {
        string[] ids = [.. regionIds.Distinct()];
        var known = await db.RegionsKnown(knownAt).AsNoTracking().Where(region => ids.Contains(region.RegionId)).ToListAsync(ct);
        return known.ToDictionary(region => region.RegionId, region =>
        {
            var (code, name) = region.On(day);
            return new Party(region.RegionId, code, name);
        });
    }

    static async Task<(IQueryable<Holder> Holders, Scheme? Scheme, PairingTier? Tier)> OneAsync(
        CreditingDb db, Guid id, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var pairings = db.PairingsKnown(knownAt).Where(pairing => pairing.PairingId == id);
        if (await pairings.AsNoTracking().SingleOrDefaultAsync(ct) is { } pairing)
        {
            return (Of(pairings), pairing.Scheme, pairing.Tier);
        }

        if ((await DesignationsAsync(db, segment: null, knownAt, ct)).Any(one => one.Designation.DesignationId == id))
        {
            return (
                db.DesignationsKnown(knownAt).Where(one => one.DesignationId == id).Select(one => new Holder
                {
                    SumId = one.DesignationId,
                    Id = one.DesignationId,
                    Scheme = Scheme.Designated,
                    Tier = PairingTier.Unit,
                    WestPath = one.CountyPath,
                }),
                Scheme.Designated,
                PairingTier.Unit);
        }

        throw new NotFoundException("pairing_not_found", "没有这个结对或定点关系。", "There is no such pairing or designation.");
    }

    static IQueryable<Holder> Of(IQueryable<Pairing> pairings) => pairings.Select(pairing => new Holder
    {
        SumId = pairing.PairingId,
        Id = pairing.PairingId,
        Scheme = pairing.Scheme,
        Tier = pairing.Tier,
        WestPath = pairing.WestPath,
    });
}
