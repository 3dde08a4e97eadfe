using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Suppliers;

/// <summary>
/// POST /catalog/suppliers/{supplierId}/sanctions/{number}/lifting → SupplierPublished. By the office that imposed it or one above, also
/// when the supplier has appealed. What was confirmed while it lasted stays outside of the schemes (CR-05c), and the supplier puts its
/// products on offer again itself.
/// </summary>
public static partial class LiftSanction
{
    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        /// <summary>The document that it rests on.</summary>
        public required string Document { get; init; }

        public void Check(Checks checks)
        {
            checks.Text(Reason, "reason", max: 500);
            checks.Text(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder suppliers) => suppliers
        .MapPost("/{supplierId:guid}/sanctions/{number:int}/lifting", HandleAsync)
        .WithName(nameof(LiftSanction)).WithSummary("解除处分 Lift a sanction")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagOk<SupplierView>> HandleAsync(
        Guid supplierId, int number, Request request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock,
        ILogger<Supplier> logger, CancellationToken ct)
    {
        var supplier = await db.LockSupplierAsync(supplierId, ct);
        var now = clock.NowToTheMillisecond();
        authority.Require(supplier.Registration.PathValue);
        var sanction = SupplierRules.SanctionInForce(supplier, number, BusinessDay.Of(now));
        authority.Require(sanction.AuthorityPath);
        supplier.Resolve(sanction with
        {
            Lifting = new SanctionLifting { Reason = request.Reason, Document = request.Document, By = caller.Subject, At = now },
        });
        db.Publish(supplier.ToMessage());
        await db.SaveChangesAsync(ct);
        Lifted(logger, number, supplierId, request.Reason);
        return Etag.Ok(SupplierView.Of(supplier, caller, BusinessDay.Of(now)), supplier.Version);
    }

    [LoggerMessage(LogLevel.Information, "Sanction {Number} of supplier {SupplierId} is lifted: {Reason}")]
    static partial void Lifted(ILogger logger, int number, Guid supplierId, string reason);
}
