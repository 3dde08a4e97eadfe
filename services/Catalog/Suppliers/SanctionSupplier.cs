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
/// POST /catalog/suppliers/{supplierId}/sanctions → SupplierPublished; a suspension and a removal also ListingPublished for each product
/// that was on offer, from an agent too. They begin today, since what was confirmed before keeps its rule (CR-05c); what is held for
/// orders stays held.
/// </summary>
public static partial class SanctionSupplier
{
    public sealed record Request : IChecked
    {
        public required SanctionKind Kind { get; init; }

        public required string Reason { get; init; }

        /// <summary>The document that it rests on.</summary>
        public required string Document { get; init; }

        /// <summary>The last day, inclusive, of a warning or suspension; a removal has none.</summary>
        public DateOnly? Until { get; init; }

        public void Check(Checks checks)
        {
            checks.Text(Reason, "reason", max: 500);
            checks.Text(Document, "document", max: 200);
            checks.Day(Until ?? CatalogDays.First, CatalogDays.First, CatalogDays.Last, "until");
            checks.That(
                Kind == SanctionKind.Removal == Until is null,
                "until",
                "term_invalid",
                "警告和暂停须填写最后一日；移出没有期限，不填此项。",
                "A warning or suspension has a last day; a removal has none.");
        }
    }

    public static void Map(RouteGroupBuilder suppliers) => suppliers.MapPost("/{supplierId:guid}/sanctions", HandleAsync)
        .WithName(nameof(SanctionSupplier)).WithSummary("警告、暂停、移出供应商 Warn, suspend or remove a supplier")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagOk<SupplierView>> HandleAsync(
        Guid supplierId, Request request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock,
        ILogger<Supplier> logger, CancellationToken ct)
    {
        // A product that is being listed meanwhile holds the same lock: it is either withdrawn here or refused there.
        var supplier = await db.LockSupplierAsync(supplierId, ct);
        authority.Require(supplier.Registration.PathValue);
        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        Require(supplier, request, today);
        supplier.Sanction(new SupplierSanction
        {
            Number = 0,
            Kind = request.Kind,
            Reason = request.Reason,
            Document = request.Document,
            From = today,
            Until = request.Until,
            AuthorityPath = caller.OfficePath(supplier.Registration.PathValue),
            ImposedBy = caller.Subject,
            ImposedAt = now,
        });
        db.Publish(supplier.ToMessage());
        if (supplier.Sanctions[^1].StopsSales)
        {
            await WithdrawListingsAsync(db, supplierId, ct);
        }

        await db.SaveChangesAsync(ct);
        Sanctioned(logger, supplierId, request.Kind, request.Reason);
        return Etag.Ok(SupplierView.Of(supplier, caller, today), supplier.Version);
    }

    /// <summary>Takes off the shelf what it offers, and what agents offer of it.</summary>
    static async Task WithdrawListingsAsync(CatalogDb db, Guid supplierId, CancellationToken ct)
    {
        var products = db.Products.Where(product => product.SupplierId == supplierId || product.PrincipalId == supplierId);
        await db.LockAsync<Product>(await products.Select(product => product.Id).ToListAsync(ct), ct);
        foreach (var product in await products.Where(product => product.IsOnOffer).Include(product => product.Origin).ToListAsync(ct))
        {
            product.Withdraw();
            db.Publish(product.ToMessage());
        }
    }

    static void Require(Supplier supplier, Request request, DateOnly today)
    {
        if (request.Until < today)
        {
            throw new InvalidRequestException(
                "day_past", "until", "最后一日不能早于今天。", "The last day is today at the earliest.");
        }

        if (supplier.Has(SanctionKind.Removal, today))
        {
            throw new RuleBrokenException("supplier_removed", "该供应商已被移出。", "The supplier is removed already.");
        }

        if (supplier.Has(request.Kind, today))
        {
            throw new RuleBrokenException(
                "sanction_in_force",
                "该供应商已有同类处分在执行；要改变期限，请先解除再作出新的处分。",
                "A sanction of this kind is in force already; to change its term, lift it and impose another.");
        }
    }

    [LoggerMessage(LogLevel.Information, "Supplier {SupplierId} has a {Kind}: {Reason}")]
    static partial void Sanctioned(ILogger logger, Guid supplierId, SanctionKind kind, string reason);
}
