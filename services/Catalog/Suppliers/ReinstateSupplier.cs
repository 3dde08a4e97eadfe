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
/// POST /catalog/suppliers/{supplierId}/reinstatement → SupplierPublished. Lifts a suspension; what was confirmed while it lasted stays
/// outside of the schemes (CR-05c), and the supplier puts its products on offer again itself.
/// </summary>
public static partial class ReinstateSupplier
{
    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        public void Check(Checks checks) => checks.Text(Reason, "reason", max: 500);
    }

    public static void Map(RouteGroupBuilder suppliers) => suppliers.MapPost("/{supplierId:guid}/reinstatement", HandleAsync)
        .WithName(nameof(ReinstateSupplier)).WithSummary("恢复供应商 Reinstate a supplier")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagOk<SupplierView>> HandleAsync(
        Guid supplierId, Request request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock,
        ILogger<Supplier> logger, CancellationToken ct)
    {
        await db.LockAsync<Supplier>([supplierId], ct);
        var supplier = await db.Suppliers.Include(s => s.Registration).Include(s => s.Operating)
            .SingleOrDefaultAsync(s => s.Id == supplierId, ct) ?? throw SupplierRules.NotFound();
        authority.Require(supplier.Registration.PathValue);
        if (!supplier.Reinstate(request.Reason, clock.NowToTheMillisecond()))
        {
            throw new RuleBrokenException("supplier_active", "该供应商没有被停用，无需恢复。", "The supplier is not suspended; there is nothing to lift.");
        }

        db.Publish(supplier.ToMessage());
        await db.SaveChangesAsync(ct);
        Reinstated(logger, supplierId, request.Reason);
        return Etag.Ok(SupplierView.Of(supplier, caller), supplier.Version);
    }

    [LoggerMessage(LogLevel.Information, "Supplier {SupplierId} may sell again: {Reason}")]
    static partial void Reinstated(ILogger logger, Guid supplierId, string reason);
}
