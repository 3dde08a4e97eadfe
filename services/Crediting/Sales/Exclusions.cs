using Marketplace.Contracts.Catalog;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>
/// Whom and what the register of suppliers and the negative list keep from credit on the day of confirmation, as far as the ledger has
/// heard: suspended and removed suppliers (CR-05c), the negative list (CR-05f), agents without authority (CR-05g).
/// </summary>
sealed class Exclusions
{
    readonly Dictionary<Guid, Supplier> _suppliers;
    readonly ILookup<Guid, NegativeListing> _listed;
    readonly ILookup<Guid, AgencyAuthority> _agencies;

    Exclusions(Dictionary<Guid, Supplier> suppliers, ILookup<Guid, NegativeListing> listed, ILookup<Guid, AgencyAuthority> agencies) =>
        (_suppliers, _listed, _agencies) = (suppliers, listed, agencies);

    /// <summary>Reads what is known of these suppliers, principals of agents among them, and of what is sold to whom.</summary>
    /// <param name="db">The ledger's database.</param>
    /// <param name="suppliers">Suppliers and principals.</param>
    /// <param name="others">Units and products.</param>
    public static async Task<Exclusions> ReadAsync(
        CreditingDb db, IReadOnlyCollection<Guid> suppliers, IEnumerable<Guid> others, CancellationToken ct)
    {
        Guid[] subjects = [.. suppliers.Concat(others).Distinct()];
        return new Exclusions(
            await db.Suppliers.AsNoTracking()
                .Where(supplier => suppliers.Contains(supplier.SupplierId)).ToDictionaryAsync(supplier => supplier.SupplierId, ct),
            (await db.NegativeListings.AsNoTracking().Where(listing => subjects.Contains(listing.SubjectId)).ToListAsync(ct))
                .ToLookup(listing => listing.SubjectId),
            (await db.AgencyAuthorities.AsNoTracking().Where(agency => suppliers.Contains(agency.AgentId)).ToListAsync(ct))
                .ToLookup(agency => agency.AgentId));
    }

    /// <summary>Why the sale is not eligible, whatever the goods; null when nothing speaks against it.</summary>
    public CreditReason? ReasonFor(SaleLine line) =>
        SuspensionOf(line.SupplierId, line.ConfirmedOn) ?? SuspensionOf(line.PrincipalSupplierId, line.ConfirmedOn)
        ?? (SubjectsOf(line).Any(subject => _listed[subject].Any(listing => listing.IsInForceOn(line.ConfirmedOn)))
            ? CreditReason.NegativeListed
            : IsUnauthorised(line) ? CreditReason.AgentUnauthorised
            : null);

    CreditReason? SuspensionOf(Guid? supplierId, DateOnly day) =>
        supplierId is { } id && _suppliers.GetValueOrDefault(id)?.SuspensionOn(day) is { } suspension
            ? suspension.IsRemoval ? CreditReason.SupplierRemoved : CreditReason.SupplierSuspended
            : null;

    /// <summary>An agent sells for a principal only; a row of an imported ledger says nothing of principals.</summary>
    bool IsUnauthorised(SaleLine line) => line.Source == SaleSource.Platform
        && _suppliers.GetValueOrDefault(line.SupplierId)?.Type == SupplierType.Agent
        && !_agencies[line.SupplierId].Any(agency => agency.Covers(line));

    static IEnumerable<Guid> SubjectsOf(SaleLine line) =>
        ((Guid?[])
        [
            line.SupplierId, line.ProductId, line.UnitId, line.PrincipalUnitId, line.PrincipalSupplierId, line.PrincipalProductId,
        ]).OfType<Guid>();
}
