using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// Whose figures are the caller's own: those of its unit and of the units below it, of its supplier, or of its facilitator, by the
/// organisation and the role of its token. Nobody else's are.
/// </summary>
public sealed class OwnParties
{
    readonly PartyRole _role;
    readonly HashSet<Guid> _ids;

    OwnParties(PartyRole role, HashSet<Guid> ids, BilingualText text) => (_role, _ids, Text) = (role, ids, text);

    /// <summary>Whose figures these are, for the header.</summary>
    public BilingualText Text { get; }

    /// <summary>As what the caller's organisation takes part in sales.</summary>
    public PartyRole Role => _role;

    /// <summary>The organisations that are the caller's own in that role; none in another.</summary>
    public Guid[] Of(PartyRole role) => role == _role ? [.. _ids.Order()] : [];

    /// <summary>Whether an organisation is the caller's own in that role.</summary>
    public bool Has(PartyRole role, Guid id) => role == _role && _ids.Contains(id);

    /// <summary>The sums of the caller's own.</summary>
    public IQueryable<PartyMonth> In(IQueryable<PartyMonth> sums)
    {
        var (role, ids) = (_role, Of(_role));
        return sums.Where(sum => ids.Contains(sum.PartyId) && sum.Role == role);
    }

    /// <summary>The sales of the caller's own.</summary>
    public IQueryable<PartySaleMonth> In(IQueryable<PartySaleMonth> sums)
    {
        var (role, ids) = (_role, Of(_role));
        return sums.Where(sum => ids.Contains(sum.PartyId) && sum.Role == role);
    }

    /// <param name="db">The database.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="unitId">A unit of the caller's tree, with what is below it; null for the caller's own.</param>
    /// <exception cref="NotFoundException">The unit is not of the caller's tree.</exception>
    public static async Task<OwnParties> OfAsync(CreditingDb db, Caller caller, Guid? unitId, CancellationToken ct)
    {
        var role = caller.Has(Roles.Supplier) ? PartyRole.Supplier
            : caller.Has(Roles.Facilitator) ? PartyRole.Facilitator
            : PartyRole.Buyer;
        if (caller.Org is not { } org)
        {
            return unitId is null ? new OwnParties(role, [], new BilingualText("—", "—")) : throw NoSuchUnit();
        }

        var ids = role == PartyRole.Buyer ? await TreeAsync(db, org, ct) : [org];
        if (unitId is { } asked && asked != org)
        {
            ids = ids.Contains(asked) ? await TreeAsync(db, asked, ct) : throw NoSuchUnit();
        }

        return new OwnParties(role, ids, await TextAsync(db, role, unitId ?? org, ids.Count - 1, ct));
    }

    static async Task<HashSet<Guid>> TreeAsync(CreditingDb db, Guid unitId, CancellationToken ct) =>
        [unitId, .. (await db.UnitTreesAsync([unitId], knownAt: null, ct))[unitId]];

    static async Task<BilingualText> TextAsync(CreditingDb db, PartyRole role, Guid id, int below, CancellationToken ct)
    {
        var name = role switch
        {
            PartyRole.Buyer => await db.UnitsKnown(null).Where(unit => unit.UnitId == id).Select(unit => unit.Name)
                .SingleOrDefaultAsync(ct),
            PartyRole.Supplier => await db.Suppliers.Where(supplier => supplier.SupplierId == id).Select(supplier => supplier.Name)
                .SingleOrDefaultAsync(ct),
            PartyRole.Facilitator => await db.Facilitators.Where(facilitator => facilitator.FacilitatorId == id && facilitator.IsCurrent)
                .Select(facilitator => facilitator.Name).SingleOrDefaultAsync(ct),
            _ => null,
        } ?? $"{id}";
        return below > 0 ? new($"{name}及下属 {below} 个单位", $"{name} and {below} units below it") : new(name, name);
    }

    static NotFoundException NoSuchUnit() => new(
        "unit_not_found", "没有这个单位，或它不是您的下属单位。", "There is no such unit, or it is not below yours.");
}
