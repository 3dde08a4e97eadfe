using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Suppliers;

/// <summary>
/// POST /catalog/suppliers/{supplierId}/suspension → SupplierPublished, and ListingPublished for each product that was on offer.
/// What is held for orders stays held.
/// </summary>
public static partial class SuspendSupplier
{
    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        public void Check(Checks checks) => checks.Text(Reason, "reason", max: 500);
    }

    public static void Map(RouteGroupBuilder suppliers) => suppliers.MapPost("/{supplierId:guid}/suspension", HandleAsync)
        .WithName(nameof(SuspendSupplier)).WithSummary("停用供应商 Suspend a supplier")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagOk<SupplierView>> HandleAsync(
        Guid supplierId, Request request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock,
        ILogger<Supplier> logger, CancellationToken ct)
    {
        // A product that is being listed meanwhile holds the same lock: it is either withdrawn here or refused there.
        await db.LockAsync<Supplier>([supplierId], ct);
        var supplier = await db.Suppliers.Include(s => s.Registration).Include(s => s.Operating)
            .SingleOrDefaultAsync(s => s.Id == supplierId, ct) ?? throw SupplierRules.NotFound();
        authority.Require(supplier.Registration.PathValue);
        if (!supplier.Suspend(request.Reason, clock.NowToTheMillisecond()))
        {
            throw new RuleBrokenException("supplier_suspended", "该供应商已经停用。", "The supplier is suspended already.");
        }

        db.Publish(supplier.ToMessage());
        var products = db.Products.Where(p => p.SupplierId == supplierId);
        await db.LockAsync<Product>(await products.Select(p => p.Id).ToListAsync(ct), ct);
        foreach (var product in await products.Where(p => p.IsOnOffer).Include(p => p.Origin).ToListAsync(ct))
        {
            product.Withdraw();
            db.Publish(product.ToMessage());
        }

        await db.SaveChangesAsync(ct);
        Suspended(logger, supplierId, request.Reason);
        return Etag.Ok(SupplierView.Of(supplier, caller), supplier.Version);
    }

    [LoggerMessage(LogLevel.Information, "Supplier {SupplierId} is suspended: {Reason}")]
    static partial void Suspended(ILogger logger, Guid supplierId, string reason);
}
