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
/// POST /catalog/recognitions/refusals → RecognitionPublished. The county says that a supplier's claim is false: what was sold
/// with it is not attributed (CR-04).
/// </summary>
public static partial class DeclineRecognition
{
    public sealed record Request : IChecked
    {
        /// <summary>What the supplier claims; a recognition when absent.</summary>
        public CertificateKind? Kind { get; init; }

        /// <summary>The number that the supplier claims.</summary>
        public required string Number { get; init; }

        /// <summary>Who claims it.</summary>
        public required Guid SupplierId { get; init; }

        /// <summary>The county that the goods are said to come from.</summary>
        public required string CountyId { get; init; }

        public required string Reason { get; init; }

        public void Check(Checks checks)
        {
            checks.Text(Number, "number", max: 50);
            checks.NotEmpty(SupplierId, "supplierId");
            checks.Code(CountyId, "countyId", max: 40);
            checks.Text(Reason, "reason", max: 500);
        }
    }

    public static void Map(RouteGroupBuilder recognitions) => recognitions.MapPost("/refusals", HandleAsync)
        .WithName(nameof(DeclineRecognition)).WithSummary("否认认定 Decline a claim of recognition")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagCreated<RecognitionView>> HandleAsync(
        Request request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock, ILogger<RecognitionRecord> logger,
        CancellationToken ct)
    {
        var county = await db.OriginNamedAsync(request.CountyId, "countyId", ct);
        authority.Require(county.PathValue, OfficialTier.County);
        await db.LockAsync<Supplier>([request.SupplierId], ct);
        await db.RequireHolderAsync(request.SupplierId, productId: null, batchId: null, ct);
        var kind = request.Kind ?? CertificateKind.Recognition;
        var record = await db.RecognitionRecords.SingleOrDefaultAsync(
            known => known.Kind == kind && known.CountyId == county.Id && known.Number == request.Number
                && known.HolderId == request.SupplierId, ct);
        if (record is { IsClaim: false })
        {
            throw new RuleBrokenException(
                "recognition_exists",
                "该县的登记簿已有此供应商的这一编号：已登记的请撤销，已否认的无需重复。",
                "The county's register has this number of this supplier: "
                + "withdraw what was issued; what was declined needs no second word.");
        }

        if (record is null)
        {
            record = RecognitionRecord.Of(Guid.CreateVersion7(), kind, request.Number, request.SupplierId, county);
            db.Add(record);
        }

        record.Decline(request.Reason, caller.Subject, clock.NowToTheMillisecond());
        await db.TellAsync(record, ct);
        await db.SaveChangesAsync(ct);
        Declined(logger, record.Number, record.HolderId, record.CountyId, request.Reason);
        return Etag.Created(
            $"/catalog/recognitions/{record.Id}", RecognitionView.Of(record, BusinessDay.Of(clock.GetUtcNow())), record.Version);
    }

    [LoggerMessage(LogLevel.Information, "The claim of number {Number} by {SupplierId} is declined by {CountyId}: {Reason}")]
    static partial void Declined(ILogger logger, string number, Guid supplierId, string countyId, string reason);
}
