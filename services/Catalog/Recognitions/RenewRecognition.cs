using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Recognitions;

/// <summary>
/// PUT /catalog/recognitions/{recordId} → RecognitionPublished, and ListingPublished for each listing that it confirms. What has expired or
/// was withdrawn is not renewed: the days in between would count afterwards, so the county issues another number.
/// </summary>
public static partial class RenewRecognition
{
    public sealed record Request : IChecked
    {
        /// <summary>The new last day of validity, inclusive.</summary>
        public required DateOnly ValidUntil { get; init; }

        /// <summary>The document by which the county renewed it.</summary>
        public required string Document { get; init; }

        public void Check(Checks checks)
        {
            checks.Day(ValidUntil, CatalogDays.First, CatalogDays.Last, "validUntil");
            checks.Text(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder recognitions) => recognitions.MapPut("/{recordId:guid}", HandleAsync)
        .WithName(nameof(RenewRecognition)).WithSummary("续期认定 Renew a recognition")
        .For(Roles.Official).Decided(DecidedBy.Region);

    static async Task<EtagOk<RecognitionView>> HandleAsync(
        Guid recordId, Request request, IfMatch ifMatch, CatalogDb db, Authority authority, TimeProvider clock,
        ILogger<RecognitionRecord> logger, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var record = await db.LockRecognitionAsync(recordId, ct);
        authority.Require(record.County.PathValue, OfficialTier.County);
        ifMatch.Require(record.Version);
        Renew(record, request, BusinessDay.Of(clock.GetUtcNow()));
        await db.TellAsync(record, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        Renewed(logger, record.Id, request.ValidUntil);
        return Etag.Ok(RecognitionView.Of(record, BusinessDay.Of(clock.GetUtcNow())), record.Version);
    }

    /// <summary>Renews it, whether it comes alone or on a list.</summary>
    internal static void Renew(RecognitionRecord record, Request request, DateOnly today)
    {
        RecognitionRegister.RequireIssued(record);
        if (record.WithdrawnFrom is not null || record.LastDay < today)
        {
            throw new RuleBrokenException(
                "recognition_ended",
                "该认定已过期或已撤销，不能续期；请以新的编号登记。",
                "The recognition has expired or was withdrawn and can't be renewed; issue another number.");
        }

        if (request.ValidUntil <= record.ValidUntil)
        {
            throw new RuleBrokenException(
                "not_longer",
                "续期后的有效期须晚于现有有效期；要提前结束，请撤销。",
                "A renewal ends later than before; to end it earlier, withdraw it.");
        }

        record.Renew(request.ValidUntil, request.Document);
    }

    [LoggerMessage(LogLevel.Information, "Recognition {RecordId} is renewed until {ValidUntil}")]
    static partial void Renewed(ILogger logger, Guid recordId, DateOnly validUntil);
}
