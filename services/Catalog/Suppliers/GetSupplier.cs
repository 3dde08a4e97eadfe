using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Suppliers;

/// <summary>GET /catalog/suppliers/{supplierId}.</summary>
public static class GetSupplier
{
    public static void Map(RouteGroupBuilder suppliers) => suppliers.MapGet("/{supplierId:guid}", HandleAsync)
        .WithName(nameof(GetSupplier)).WithSummary("查看供应商 Get a supplier").ForEveryRole();

    static async Task<EtagOk<SupplierView>> HandleAsync(
        Guid supplierId, CatalogDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var supplier = await db.Suppliers.AsNoTracking().Include(s => s.Registration).Include(s => s.Operating)
            .SingleOrDefaultAsync(s => s.Id == supplierId, ct) ?? throw SupplierRules.NotFound();
        return Etag.Ok(SupplierView.Of(supplier, caller, BusinessDay.Of(clock.GetUtcNow())), supplier.Version);
    }
}
