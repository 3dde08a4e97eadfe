using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>What units and suppliers are called now: sums are made from indexes that have no names.</summary>
static class OrganisationNames
{
    public static Task<Dictionary<Guid, string>> OfUnitsAsync(OrderingDb db, IEnumerable<Guid> unitIds, CancellationToken ct)
    {
        Guid[] ids = [.. unitIds];
        return db.PurchasingUnits.AsNoTracking().Where(unit => ids.Contains(unit.UnitId))
            .ToDictionaryAsync(unit => unit.UnitId, unit => unit.Name, ct);
    }

    public static Task<Dictionary<Guid, string>> OfSuppliersAsync(OrderingDb db, IEnumerable<Guid> supplierIds, CancellationToken ct)
    {
        Guid[] ids = [.. supplierIds];
        return db.Suppliers.AsNoTracking().Where(supplier => ids.Contains(supplier.SupplierId))
            .ToDictionaryAsync(supplier => supplier.SupplierId, supplier => supplier.Name, ct);
    }
}
