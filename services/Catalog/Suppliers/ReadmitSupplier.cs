using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Catalog.Suppliers;

/// <summary>
/// POST /catalog/suppliers/{supplierId}/readmission → SupplierPublished. A supplier that was removed applies anew; the office that removed
/// it, or one above, confirms.
/// </summary>
public static class ReadmitSupplier
{
    public sealed record Request : IChecked
    {
        /// <summary>What has changed since it was removed.</summary>
        public required string Reason { get; init; }

        /// <summary>The document that it rests on.</summary>
        public required string Document { get; init; }

        public void Check(Checks checks)
        {
            checks.Text(Reason, "reason", max: 500);
            checks.Text(Document, "document", max: 200);
        }
    }

    /// <summary>What is kept while the application waits.</summary>
    internal sealed record Application(Guid SupplierId, Request Request);

    public static void Map(RouteGroupBuilder suppliers) => suppliers.MapPost("/{supplierId:guid}/readmission", HandleAsync)
        .WithName(nameof(ReadmitSupplier)).WithSummary("移出后重新申请 Apply anew after removal")
        .For(Roles.Supplier, Roles.Official).Decided(DecidedBy.Sides).RequireIdempotencyKey<CatalogDb>();

    static async Task<Results<EtagOk<SupplierView>, Accepted<ProposalView>>> HandleAsync(
        Guid supplierId, Request request, CatalogDb db, Caller caller, Proposer<CatalogDb> proposer, TimeProvider clock,
        CancellationToken ct)
    {
        var supplier = await db.LockSupplierAsync(supplierId, ct);
        var officePath = Removal(supplier, BusinessDay.Of(clock.GetUtcNow()))?.AuthorityPath ?? supplier.Registration.PathValue;
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(ReadmitSupplier), $"{supplierId}", new Application(supplierId, request), request.Document, "document",
            new Matter([new("supplier", officePath, supplierId), new("region", officePath)]),
            async () => supplier = await ReadmitAsync(supplierId, request, db, caller, clock, ct), ct);
        await db.SaveChangesAsync(ct);
        return proposal is null
            ? Etag.Ok(SupplierView.Of(supplier, caller, BusinessDay.Of(clock.GetUtcNow())), supplier.Version)
            : proposer.Waits(proposal);
    }

    /// <summary>Admits the supplier anew, as the office that removed it has confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Application application, IServiceProvider services, CancellationToken ct)
    {
        var supplier = await ReadmitAsync(
            application.SupplierId, application.Request, services.GetRequiredService<CatalogDb>(),
            services.GetRequiredService<Caller>(), services.GetRequiredService<TimeProvider>(), ct);
        return $"/catalog/suppliers/{supplier.Id}";
    }

    static async Task<Supplier> ReadmitAsync(
        Guid supplierId, Request request, CatalogDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var supplier = await db.LockSupplierAsync(supplierId, ct);
        var now = clock.NowToTheMillisecond();
        var removal = Removal(supplier, BusinessDay.Of(now)) ?? throw new RuleBrokenException(
            "not_removed", "该供应商未被移出，无需重新申请。", "The supplier is not removed; there is nothing to apply for.");
        supplier.Resolve(removal with
        {
            Lifting = new SanctionLifting { Reason = request.Reason, Document = request.Document, By = caller.Subject, At = now },
        });
        db.Publish(supplier.ToMessage());
        return supplier;
    }

    static SupplierSanction? Removal(Supplier supplier, DateOnly today) =>
        supplier.Sanctions.FirstOrDefault(sanction => sanction.Kind == SanctionKind.Removal && sanction.IsInForceOn(today));
}
