using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recognitions;

/// <summary>
/// POST /catalog/recognitions/certificates. A supplier states a green, organic or other certificate of a product or batch. It is shown as
/// a claim until the county of origin confirms it by issuing the same number, or declines it. A recognition is claimed on the listing
/// instead.
/// </summary>
public static class StateCertificate
{
    public sealed record Request : IChecked, IActsFor
    {
        public required Guid SupplierId { get; init; }

        public required CertificateKind Kind { get; init; }

        /// <summary>The number on the certificate.</summary>
        public required string Number { get; init; }

        /// <summary>Who issued it.</summary>
        public required string Issuer { get; init; }

        /// <summary>The product that it is for; the county of its origin confirms.</summary>
        public required Guid ProductId { get; init; }

        /// <summary>The only batch for which it holds; absent when it holds for all of the product.</summary>
        public Guid? BatchId { get; init; }

        public required DateOnly ValidFrom { get; init; }

        /// <summary>Last day of validity, inclusive.</summary>
        public required DateOnly ValidUntil { get; init; }

        /// <summary>Where the certificate itself is filed.</summary>
        public required string Document { get; init; }

        Guid IActsFor.ActsFor => SupplierId;

        public void Check(Checks checks)
        {
            checks.That(
                Kind != CertificateKind.Recognition,
                "kind",
                "claimed_on_listing",
                "帮扶产品认定请在商品信息中填写。",
                "A recognition is claimed on the listing.");
            CertificateChecks.Check(checks, Kind, Kind == CertificateKind.Recognition ? null : Issuer, BatchId);
            checks.Text(Number, "number", max: 50);
            checks.Text(Issuer, "issuer", max: 100);
            checks.NotEmpty(ProductId, "productId");
            checks.Day(ValidFrom, CatalogDays.First, CatalogDays.Last, "validFrom");
            checks.Day(ValidUntil, CatalogDays.First, CatalogDays.Last, "validUntil");
            checks.Period(ValidFrom, ValidUntil, "validUntil");
            checks.Text(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder recognitions) => recognitions.MapPost("/certificates", HandleAsync)
        .WithName(nameof(StateCertificate)).WithSummary("填报证书 State a certificate")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagCreated<RecognitionView>> HandleAsync(
        Request request, CatalogDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await db.LockAsync<Supplier>([request.SupplierId], ct);
        await db.RequireHolderAsync(request.SupplierId, request.ProductId, request.BatchId, ct);
        var county = await db.Products.Where(product => product.Id == request.ProductId).Select(product => product.Origin).SingleAsync(ct);
        var record = await db.RecognitionRecords.SingleOrDefaultAsync(
            known => known.Kind == request.Kind && known.CountyId == county.Id && known.Number == request.Number
                && known.HolderId == request.SupplierId, ct);
        if (record is { IsClaim: false, IsDeclined: false })
        {
            throw new RuleBrokenException(
                "recognition_exists", "产地县已确认此证书。", "The county has confirmed this certificate already.");
        }

        if (record is null)
        {
            record = RecognitionRecord.Of(Guid.CreateVersion7(), request.Kind, request.Number, request.SupplierId, county);
            db.Add(record);
        }

        var now = clock.NowToTheMillisecond();
        record.Claim(
            new CertificateContent(
                request.ProductId, request.BatchId, request.Issuer, request.ValidFrom, request.ValidUntil, request.Document),
            caller.Subject, now);
        await db.SaveChangesAsync(ct);
        return Etag.Created($"/catalog/recognitions/{record.Id}", RecognitionView.Of(record, BusinessDay.Of(now)), record.Version);
    }
}
