using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Regions;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recognitions;

/// <summary>
/// POST /catalog/recognitions → RecognitionPublished, and ListingPublished for each listing that it confirms. The county of origin
/// issues it, never its holder (CR-04). Another certificate is confirmed in the same way, whether its holder has stated it or not.
/// </summary>
public static partial class IssueRecognition
{
    public sealed record Request : IChecked
    {
        /// <summary>What it certifies; a recognition when absent.</summary>
        public CertificateKind? Kind { get; init; }

        /// <summary>The number on the certificate.</summary>
        public required string Number { get; init; }

        /// <summary>Who issued it; absent for a recognition, which the county itself issues.</summary>
        public string? Issuer { get; init; }

        /// <summary>The only batch for which it holds; absent when it holds for all.</summary>
        public Guid? BatchId { get; init; }

        /// <summary>The holder.</summary>
        public required Guid SupplierId { get; init; }

        /// <summary>The county of origin, or a city that has none.</summary>
        public required string CountyId { get; init; }

        /// <summary>The only product for which it holds; absent when it holds for all that the supplier lists under the number.</summary>
        public Guid? ProductId { get; init; }

        public required DateOnly ValidFrom { get; init; }

        /// <summary>Last day of validity, inclusive.</summary>
        public required DateOnly ValidUntil { get; init; }

        /// <summary>The document by which the county recognised the product.</summary>
        public required string Document { get; init; }

        public void Check(Checks checks)
        {
            CertificateChecks.Check(checks, Kind ?? CertificateKind.Recognition, Issuer, BatchId);
            checks.Text(Number, "number", max: 50);
            checks.NotEmpty(SupplierId, "supplierId");
            checks.Code(CountyId, "countyId", max: 40);
            checks.Day(ValidFrom, CatalogDays.First, CatalogDays.Last, "validFrom");
            checks.Day(ValidUntil, CatalogDays.First, CatalogDays.Last, "validUntil");
            checks.Period(ValidFrom, ValidUntil, "validUntil");
            checks.Text(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder recognitions) => recognitions.MapPost("/", HandleAsync)
        .WithName(nameof(IssueRecognition)).WithSummary("登记认定 Issue a recognition")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagCreated<RecognitionView>> HandleAsync(
        Request request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock, ILogger<RecognitionRecord> logger,
        CancellationToken ct)
    {
        var record = await IssueAsync(request, db, caller, authority, clock, ct);
        await db.TellAsync(record, ct);
        await db.SaveChangesAsync(ct);
        Issued(logger, record.Id, record.Number, record.HolderId, record.CountyId);
        return Etag.Created(
            $"/catalog/recognitions/{record.Id}", RecognitionView.Of(record, BusinessDay.Of(clock.GetUtcNow())), record.Version);
    }

    /// <summary>Issues it, whether it comes alone or on a list; tells nobody yet.</summary>
    internal static async Task<RecognitionRecord> IssueAsync(
        Request request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock, CancellationToken ct)
    {
        var county = await db.OriginNamedAsync(request.CountyId, "countyId", ct);
        authority.Require(county.PathValue, OfficialTier.County);
        await db.LockAsync<Supplier>([request.SupplierId], ct);
        await db.RequireHolderAsync(request.SupplierId, request.ProductId, request.BatchId, ct);
        var record = await RecordAsync(db, request, county, ct);
        record.Issue(
            new CertificateContent(
                request.ProductId, request.BatchId, request.Issuer, request.ValidFrom, request.ValidUntil, request.Document),
            caller.Subject, clock.NowToTheMillisecond());
        return record;
    }

    /// <summary>The record of the county, number and supplier: a new one, or that of the claim, also when it was declined before.</summary>
    static async Task<RecognitionRecord> RecordAsync(CatalogDb db, Request request, Region county, CancellationToken ct)
    {
        var known = await db.RecognitionRecords.Where(record => record.CountyId == county.Id && record.Number == request.Number
            && record.Kind == (request.Kind ?? CertificateKind.Recognition)
            && ((!record.IsDeclined && !record.IsClaim) || record.HolderId == request.SupplierId)).ToListAsync(ct);
        if (known.Exists(record => !record.IsDeclined && !record.IsClaim))
        {
            throw new RuleBrokenException(
                "recognition_exists",
                "该县已登记此认定编号；请续期，或使用新的编号。",
                "The county has this number already; renew it, or issue another number.");
        }

        if (known is [var answered])
        {
            return answered;
        }

        var added = RecognitionRecord.Of(
            Guid.CreateVersion7(), request.Kind ?? CertificateKind.Recognition, request.Number, request.SupplierId, county);
        db.Add(added);
        return added;
    }

    [LoggerMessage(LogLevel.Information, "Recognition {RecordId}, number {Number}, is issued to {SupplierId} by {CountyId}")]
    static partial void Issued(ILogger logger, Guid recordId, string number, Guid supplierId, string countyId);
}
