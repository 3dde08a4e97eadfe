using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>What sums are kept under, as far as the caller may see it: pairings, designations, or flows of quota purchases.</summary>
sealed class ReportedHolder
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
/// <param name="All">A query that sums are joined with.</param>
/// <param name="Scheme">The one that all are of; null when they are of several.</param>
/// <param name="Tier">The one that all are of.</param>
sealed record ReportedHolders(IQueryable<ReportedHolder> All, Scheme? Scheme, PairingTier? Tier)
{
    /// <summary>Those of a pairing or designation that is named; else all of the scheme and tier that have a side in the region.</summary>
    /// <param name="context">What is asked for.</param>
    /// <param name="needsOne">One scheme and tier have to be chosen: EastWest and Province when none was asked for.</param>
    /// <exception cref="NotFoundException">There is no such pairing or designation in what the caller may see.</exception>
    public static Task<ReportedHolders> OfAsync(ReportContext context, bool needsOne, CancellationToken ct) =>
        OfAsync(context, context.Request.Scheme ?? (needsOne ? Contracts.Scheme.EastWest : null), context.Request.Tier, needsOne, ct);

    /// <summary>The same of a given scheme and tier.</summary>
    public static async Task<ReportedHolders> OfAsync(
        ReportContext context, Scheme? scheme, PairingTier? tier, bool needsOne, CancellationToken ct)
    {
        if (context.Request.HolderId is { } id)
        {
            return await OneAsync(context, id, ct);
        }

        var db = context.Db;
        switch (scheme)
        {
            case Contracts.Scheme.Quota:
                return new ReportedHolders(Quotas(context), scheme, PairingTier.Unit);
            case Contracts.Scheme.Designated:
                Guid[] seen = [.. (await DesignationsAsync(context, ct)).Select(seen => seen.Designation.DesignationId)];
                return new ReportedHolders(
                    Of(db.DesignationsKnown(context.KnownAt).Where(designation => seen.Contains(designation.DesignationId))), scheme,
                    PairingTier.Unit);
            default:
                var only = tier ?? (needsOne ? PairingTier.Province : null);
                return new ReportedHolders(
                    Of(In(context, db.PairingsKnown(context.KnownAt).Where(pairing => (scheme == null || pairing.Scheme == scheme)
                        && (only == null || pairing.Tier == only)))),
                    scheme,
                    only);
        }
    }

    /// <summary>
    /// The designations that the caller may see, with where their units belong today: those of a unit or a county in the region, or of its
    /// own units.
    /// </summary>
    public static async Task<IReadOnlyList<(Designation Designation, string UnitPath)>> DesignationsAsync(
        ReportContext context, CancellationToken ct)
    {
        var designations = await context.Db.DesignationsKnown(context.KnownAt).AsNoTracking()
            .OrderBy(designation => designation.DesignationId).ToListAsync(ct);
        Guid[] ids = [.. designations.Select(designation => designation.UnitId).Distinct()];
        var units = await context.Db.UnitsKnown(context.KnownAt).AsNoTracking().Where(unit => ids.Contains(unit.UnitId))
            .ToDictionaryAsync(unit => unit.UnitId, ct);
        return
        [
            .. designations
                .Select(designation => (Designation: designation, UnitPath:
                    units.TryGetValue(designation.UnitId, out var unit)
                        && unit.Affiliations.Count > 0 ? unit.Affiliations[^1].Path.Value : ""))
                .Where(seen => context.Own is { } own
                    ? own.Has(PartyRole.Buyer, seen.Designation.UnitId)
                    : context.Scope.Shows(seen.UnitPath, seen.Designation.CountyPath)),
        ];
    }

    static async Task<ReportedHolders> OneAsync(ReportContext context, Guid id, CancellationToken ct)
    {
        var pairings = context.Db.PairingsKnown(context.KnownAt).Where(pairing => pairing.PairingId == id);
        if (await pairings.AsNoTracking().SingleOrDefaultAsync(ct) is { } pairing)
        {
            return new ReportedHolders(Of(pairings), pairing.Scheme, pairing.Tier);
        }

        if ((await DesignationsAsync(context, ct)).Any(seen => seen.Designation.DesignationId == id))
        {
            return new ReportedHolders(
                Of(context.Db.DesignationsKnown(context.KnownAt).Where(designation => designation.DesignationId == id)),
                Contracts.Scheme.Designated,
                PairingTier.Unit);
        }

        throw new NotFoundException("pairing_not_found", "没有这个结对或定点关系。", "There is no such pairing or designation.");
    }

    static IQueryable<ReportedHolder> Quotas(ReportContext context)
    {
        // A variable, since PostgreSQL takes the literal for a text.
        var nobody = Guid.Empty;
        var flows = context.Db.QuotaFlows.AsQueryable();
        foreach (var segment in context.Scope.Segments)
        {
            flows = flows.Where(flow => flow.EastPath.Contains(segment) || flow.WestPath.Contains(segment));
        }

        return flows.Select(flow => new ReportedHolder
        {
            SumId = flow.FlowId,
            Id = nobody,
            Scheme = Contracts.Scheme.Quota,
            Tier = PairingTier.Unit,
            WestPath = flow.WestPath,
        });
    }

    static IQueryable<Pairing> In(ReportContext context, IQueryable<Pairing> pairings)
    {
        foreach (var segment in context.Scope.Segments)
        {
            pairings = pairings.Where(pairing => pairing.EastPath.Contains(segment) || pairing.WestPath.Contains(segment));
        }

        return pairings;
    }

    static IQueryable<ReportedHolder> Of(IQueryable<Pairing> pairings) => pairings.Select(pairing => new ReportedHolder
    {
        SumId = pairing.PairingId,
        Id = pairing.PairingId,
        Scheme = pairing.Scheme,
        Tier = pairing.Tier,
        WestPath = pairing.WestPath,
    });

    static IQueryable<ReportedHolder> Of(IQueryable<Designation> designations) => designations.Select(designation => new ReportedHolder
    {
        SumId = designation.DesignationId,
        Id = designation.DesignationId,
        Scheme = Contracts.Scheme.Designated,
        Tier = PairingTier.Unit,
        WestPath = designation.CountyPath,
    });
}
