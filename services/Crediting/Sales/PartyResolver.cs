using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>
/// Says of sales where their buyers and helpers belonged and what they were, by what the registry has
/// told (CR-06, CR-07, CR-10, CR-11).
/// </summary>
public sealed class PartyResolver
{
    /// <summary>How many units a tree has at most, from the buyer up.</summary>
    public const int LevelsMax = 16;

    readonly ILookup<Guid, Unit> _units;
    readonly ILookup<Guid, Facilitator> _facilitators;
    readonly Exclusions _exclusions;
    readonly HashSet<(Guid UnitId, int Year)> _plans;
    readonly RegistryCache.PovertyCountyList _listings;

    PartyResolver(
        ILookup<Guid, Unit> units,
        ILookup<Guid, Facilitator> facilitators,
        Exclusions exclusions,
        HashSet<(Guid, int)> plans,
        RegistryCache.PovertyCountyList listings) =>
        (_units, _facilitators, _exclusions, _plans, _listings) = (units, facilitators, exclusions, plans, listings);

    /// <summary>Reads what is known about the parties of these sales.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="lines">The sales.</param>
    /// <param name="assume">The unit or facilitator of this id and version is taken as approved, to see what that would change.</param>
    public static Task<PartyResolver> ReadAsync(
        LedgerWriter ledger, IReadOnlyCollection<SaleLine> lines, (Guid Id, long Version)? assume, CancellationToken ct) =>
        ReadAsync(
            ledger,
            [.. lines.Select(line => line.UnitId).Concat(lines.Select(line => line.PrincipalUnitId).OfType<Guid>()).Distinct()],
            [.. lines.Select(line => line.FacilitatorId).OfType<Guid>().Distinct()],
            [.. lines.Select(line => line.SupplierId).Concat(lines.Select(line => line.PrincipalSupplierId).OfType<Guid>()).Distinct()],
            [.. lines.Select(line => line.ProductId).Concat(lines.Select(line => line.PrincipalProductId).OfType<Guid>()).Distinct()],
            assume,
            ct);

    /// <summary>Reads what is known about these parties.</summary>
    public static async Task<PartyResolver> ReadAsync(
        LedgerWriter ledger,
        IReadOnlyCollection<Guid> units,
        IReadOnlyCollection<Guid> facilitators,
        IReadOnlyCollection<Guid> suppliers,
        IReadOnlyCollection<Guid> products,
        (Guid Id, long Version)? assume,
        CancellationToken ct) =>
        await ReadAsync(ledger.Db, (await ledger.RegistryAsync(ct)).Listings, units, facilitators, suppliers, products, assume, ct);

    /// <summary>Reads what is known about these parties, without taking the ledger.</summary>
    public static async Task<PartyResolver> ReadAsync(
        CreditingDb db,
        RegistryCache.PovertyCountyList listings,
        IReadOnlyCollection<Guid> units,
        IReadOnlyCollection<Guid> facilitators,
        IReadOnlyCollection<Guid> suppliers,
        IReadOnlyCollection<Guid> products,
        (Guid Id, long Version)? assume,
        CancellationToken ct)
    {
        var helpers = facilitators.Count == 0
            ? []
            : await db.Facilitators.AsNoTracking().Where(facilitator => facilitators.Contains(facilitator.FacilitatorId)).ToListAsync(ct);
        var known = new Dictionary<Guid, List<Unit>>();
        helpers.Find(facilitator => (facilitator.FacilitatorId, facilitator.Version) == assume)?.Approve();
        HashSet<Guid> asked =
        [
            .. units, .. helpers.Where(facilitator => facilitator.UnitId is not null).Select(facilitator => facilitator.UnitId!.Value),
        ];
        for (var level = 0; asked.Count > 0 && level < LevelsMax; level++)
        {
            Guid[] ids = [.. asked];
            foreach (var versions in (await db.Units.AsNoTracking()
                .Where(unit => ids.Contains(unit.UnitId)).ToListAsync(ct)).GroupBy(unit => unit.UnitId))
            {
                known[versions.Key] = [.. versions.OrderByDescending(unit => unit.Version)];
            }

            asked = [.. known.Values.SelectMany(versions => versions).SelectMany(Others).Where(id => !known.ContainsKey(id)).Except(ids)];
        }

        known.Values.SelectMany(versions => versions).FirstOrDefault(unit => (unit.UnitId, unit.Version) == assume)?.Approve();
        Guid[] unitIds = [.. known.Keys];
        var plans = await db.QuotaPlans.AsNoTracking().Where(plan => unitIds.Contains(plan.UnitId))
            .Select(plan => new { plan.UnitId, plan.Year }).ToListAsync(ct);
        return new PartyResolver(
            known.Values.SelectMany(versions => versions).ToLookup(unit => unit.UnitId),
            helpers.OrderByDescending(facilitator => facilitator.Version).ToLookup(facilitator => facilitator.FacilitatorId),
            await Exclusions.ReadAsync(db, suppliers, units.Concat(products), ct),
            [.. plans.Select(plan => (plan.UnitId, plan.Year))],
            listings);
    }

    /// <summary>What the registry says of the sale; a text that says what is missing when it doesn't yet.</summary>
    public (Attribution? Said, string? Missing) Of(SaleLine line, string originPath, string originName)
    {
        var day = line.RecognitionDate;
        var buyer = UnitFor(line.UnitId, line.KnownAt);
        var principal = line.PrincipalUnitId is { } other ? UnitFor(other, line.KnownAt) : null;
        var unit = principal is not null && principal.IsServedBy(line.UnitId, day) ? principal : buyer;
        if (unit?.PathOn(day) is not { } path)
        {
            return line.Source == SaleSource.ImportedLedger && unit is null
                ? (Imported(line, originPath, originName), null)
                : (null, $"Purchasing unit {line.UnitId} ({line.UnitName}) is not known to have belonged to a region on {day:yyyy-MM-dd}.");
        }

        if (buyer is null && line.Source != SaleSource.ImportedLedger)
        {
            return (null, $"Purchasing unit {line.UnitId} ({line.UnitName}), which placed order {line.PurchaseNumber}, is not known.");
        }

        if (line.PrincipalUnitId is { } principalId && principal is null)
        {
            return (null, $"Purchasing unit {principalId}, for which {line.PurchaseNumber} was bought, is not known.");
        }

        if (line.FacilitatorId is { } helperId && !_facilitators.Contains(helperId))
        {
            return (null, $"Facilitator {helperId}, named on {line.PurchaseNumber}, is not known.");
        }

        var tree = Tree(unit, line.KnownAt);
        var helper = Helper(line);
        return (Helped(
            new Attribution
            {
                UnitPath = path.Value,
                IsUnitCentral = tree.Any(item => item.IsCentral || item.BudgetLevel == BudgetLevel.Central),
                IsUnitDesignated = unit.IsPairingDesignated,
                UnitKind = unit.Kind,
                UnitTree = PathOf(tree),
                QuotaUnitId = QuotaHolder(tree, day, line.KnownAt),
                Exclusion = _exclusions.ReasonFor(line),
                OriginPath = originPath,
                OriginName = originName,
                IsFormerPovertyCounty = originPath.Length > 0
                    && _listings.IsFormerPovertyCounty(new RegionPath(originPath).RegionId, line.ConfirmedOn),
            },
            helper,
            line), null);
    }

    /// <summary>Whose quota a purchase executes (CR-11).</summary>
    Guid? QuotaHolder(List<Unit> tree, DateOnly day, DateTimeOffset accepted) => QuotaAccounts.HolderOf(
        QuotaPartyOf(tree[0], day),
        tree.Count > 1 ? QuotaPartyOf(tree[1], day) : null,
        representative => UnitFor(representative, accepted) is not null);

    QuotaParty QuotaPartyOf(Unit unit, DateOnly day) => new(
        unit.UnitId,
        unit.Kind,
        HasQuota: unit.BudgetLevel is not null || _plans.Contains((unit.UnitId, day.Year)),
        unit.CanteenOn(day) is { Kind: CanteenKind.Shared } shared ? shared.RepresentativeUnitId : null);

    Facilitator? Helper(SaleLine line) => line.FacilitatorId is { } id
        ? _facilitators[id].FirstOrDefault(facilitator => facilitator.IsUsableFor(line.KnownAt))
        : null;

    /// <summary>The buyer of an imported row need not be registered: only its helper counts (CR-22).</summary>
    Attribution Imported(SaleLine line, string originPath, string originName) => Helped(
        new Attribution
        {
            UnitPath = line.DeliveryPath,
            IsUnitCentral = false,
            IsUnitDesignated = false,
            Exclusion = _exclusions.ReasonFor(line),
            OriginPath = originPath,
            OriginName = originName,
            IsFormerPovertyCounty = originPath.Length > 0
                && _listings.IsFormerPovertyCounty(new RegionPath(originPath).RegionId, line.ConfirmedOn),
        },
        Helper(line),
        line);

    Attribution Helped(Attribution said, Facilitator? helper, SaleLine line)
    {
        var tree = helper?.UnitId is { } id && UnitFor(id, line.KnownAt) is { } unit ? Tree(unit, line.KnownAt) : [];
        return said with
        {
            FacilitatorName = helper?.Name,
            FacilitatorPath = helper?.PathOn(line.RecognitionDate)?.Value,
            FacilitatorTree = PathOf(tree),
            IsFacilitatorCentral = tree.Any(item => item.IsCentral || item.BudgetLevel == BudgetLevel.Central),
        };
    }

    /// <summary>
    /// The version that was known when the sale was accepted, or approved to count; a unit that bought was known in some version.
    /// </summary>
    Unit? UnitFor(Guid unitId, DateTimeOffset accepted) =>
        _units[unitId].FirstOrDefault(unit => unit.IsUsableFor(accepted)) ?? _units[unitId].LastOrDefault();

    List<Unit> Tree(Unit unit, DateTimeOffset accepted)
    {
        var tree = new List<Unit> { unit };
        while (tree[^1].ParentId is { } above && tree.Count < LevelsMax && UnitFor(above, accepted) is { } parent)
        {
            tree.Add(parent);
        }

        return tree;
    }

    /// <summary>Also the unit above the last is named when it is not known yet: when it is, the sales are found by it.</summary>
    static string PathOf(List<Unit> tree)
    {
        if (tree.Count == 0)
        {
            return "";
        }

        IEnumerable<Guid> above = tree[^1].ParentId is { } parentId && tree.Count < LevelsMax ? [parentId] : [];
        return $"/{string.Join('/', tree.Select(unit => unit.UnitId).Concat(above))}/";
    }

    static IEnumerable<Guid> Others(Unit unit)
    {
        if (unit.ParentId is { } parent)
        {
            yield return parent;
        }

        foreach (var representative in unit.Canteens.Where(canteen => canteen.RepresentativeUnitId is not null))
        {
            yield return representative.RepresentativeUnitId!.Value;
        }
    }
}
