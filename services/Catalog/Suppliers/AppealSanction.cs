using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Suppliers;

/// <summary>
/// POST /catalog/suppliers/{supplierId}/sanctions/{number}/appeal → SupplierPublished. The office above the one that imposed the sanction
/// lifts it or dismisses the appeal; until then the sanction stays in force.
/// </summary>
public static class AppealSanction
{
    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        public string? Document { get; init; }

        public void Check(Checks checks)
        {
            checks.Text(Reason, "reason", max: 500);
            checks.TextOrNone(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder suppliers) => suppliers
        .MapPost("/{supplierId:guid}/sanctions/{number:int}/appeal", HandleAsync)
        .WithName(nameof(AppealSanction)).WithSummary("对处分申诉 Appeal against a sanction")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagOk<SupplierView>> HandleAsync(
        Guid supplierId, int number, Request request, CatalogDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var supplier = await db.LockSupplierAsync(supplierId, ct);
        SupplierRules.RequireOwn(caller, supplierId);
        var now = clock.NowToTheMillisecond();
        var sanction = SupplierRules.SanctionInForce(supplier, number, BusinessDay.Of(now));
        if (sanction.Appeal is not null)
        {
            throw new RuleBrokenException(
                "appeal_exists", "对该处分已经申诉过一次。", "There has been an appeal against this sanction already.");
        }

        supplier.Resolve(sanction with
        {
            Appeal = new SanctionAppeal { Reason = request.Reason, Document = request.Document, FiledAt = now },
        });
        db.Publish(supplier.ToMessage());
        await db.SaveChangesAsync(ct);
        return Etag.Ok(SupplierView.Of(supplier, caller, BusinessDay.Of(now)), supplier.Version);
    }
}
