using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Regions;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Suppliers;

/// <summary>
/// POST /catalog/suppliers/{supplierId}/sanctions/{number}/appeal/dismissal → SupplierPublished. The sanction stands. Decided by the office
/// above the one that imposed it, never by that one itself; what the nation has imposed, the nation decides.
/// </summary>
public static partial class DismissAppeal
{
    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        public void Check(Checks checks) => checks.Text(Reason, "reason", max: 500);
    }

    public static void Map(RouteGroupBuilder suppliers) => suppliers
        .MapPost("/{supplierId:guid}/sanctions/{number:int}/appeal/dismissal", HandleAsync)
        .WithName(nameof(DismissAppeal)).WithSummary("驳回申诉 Dismiss an appeal")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagOk<SupplierView>> HandleAsync(
        Guid supplierId, int number, Request request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock,
        ILogger<Supplier> logger, CancellationToken ct)
    {
        var supplier = await db.LockSupplierAsync(supplierId, ct);
        var now = clock.NowToTheMillisecond();
        authority.Require(supplier.Registration.PathValue);
        var sanction = SupplierRules.SanctionOf(supplier, number);
        authority.Require(Offices.Above(sanction.AuthorityPath));
        if (!sanction.HasOpenAppeal)
        {
            throw new RuleBrokenException("no_open_appeal", "没有待处理的申诉。", "There is no appeal that waits for a decision.");
        }

        supplier.Resolve(sanction with { Appeal = sanction.Appeal! with { DismissalReason = request.Reason, DismissedAt = now } });
        db.Publish(supplier.ToMessage());
        await db.SaveChangesAsync(ct);
        Dismissed(logger, number, supplierId, request.Reason);
        return Etag.Ok(SupplierView.Of(supplier, caller, BusinessDay.Of(now)), supplier.Version);
    }

    [LoggerMessage(LogLevel.Information, "The appeal against sanction {Number} of supplier {SupplierId} is dismissed: {Reason}")]
    static partial void Dismissed(ILogger logger, int number, Guid supplierId, string reason);
}
