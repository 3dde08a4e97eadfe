using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Regions;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Suppliers;

/// <summary>PUT /catalog/suppliers/{supplierId} → SupplierPublished. What it is and where it is registered stay as they are.</summary>
public static class ReviseSupplier
{
    public sealed record Request : IChecked
    {
        public required string Name { get; init; }

        public required string OperatingRegionId { get; init; }

        public void Check(Checks checks)
        {
            checks.Text(Name, "name", max: 100);
            checks.Code(OperatingRegionId, "operatingRegionId", max: 40);
        }
    }

    public static void Map(RouteGroupBuilder suppliers) => suppliers.MapPut("/{supplierId:guid}", HandleAsync)
        .WithName(nameof(ReviseSupplier)).WithSummary("修改供应商 Revise a supplier")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation);

    static async Task<EtagOk<SupplierView>> HandleAsync(
        Guid supplierId, Request request, IfMatch ifMatch, CatalogDb db, Caller caller, CancellationToken ct)
    {
        var supplier = await db.Suppliers.Include(s => s.Registration).SingleOrDefaultAsync(s => s.Id == supplierId, ct)
            ?? throw SupplierRules.NotFound();
        SupplierRules.RequireOwn(caller, supplierId);
        SupplierRules.RequireActive(supplier);
        ifMatch.Require(supplier.Version);
        supplier.Revise(request.Name, await db.RegionNamedAsync(request.OperatingRegionId, "operatingRegionId", ct));
        db.Publish(supplier.ToMessage());
        await db.SaveChangesAsync(ct);
        return Etag.Ok(SupplierView.Of(supplier, caller), supplier.Version);
    }
}
