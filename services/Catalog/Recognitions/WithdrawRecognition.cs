using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Recognitions;

/// <summary>
/// POST /catalog/recognitions/{recordId}/withdrawal → RecognitionPublished, and ListingPublished for each listing that it confirmed. Orders
/// confirmed from the day on are not eligible (CR-05b); what was confirmed before keeps its credit.
/// </summary>
public static partial class WithdrawRecognition
{
    public sealed record Request : IChecked
    {
        /// <summary>The first day on which it no longer counts; today at the earliest.</summary>
        public required DateOnly From { get; init; }

        public required string Reason { get; init; }

        /// <summary>The document by which the county withdrew it.</summary>
        public required string Document { get; init; }

        public void Check(Checks checks)
        {
            checks.Day(From, CatalogDays.First, CatalogDays.Last, "from");
            checks.Text(Reason, "reason", max: 500);
            checks.Text(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder recognitions) => recognitions.MapPost("/{recordId:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawRecognition)).WithSummary("撤销认定 Withdraw a recognition")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagOk<RecognitionView>> HandleAsync(
        Guid recordId, Request request, CatalogDb db, Authority authority, TimeProvider clock, ILogger<RecognitionRecord> logger,
        CancellationToken ct)
    {
        var record = await db.LockRecognitionAsync(recordId, ct);
        authority.Require(record.County.PathValue, OfficialTier.County);
        RecognitionRegister.RequireIssued(record);
        var today = BusinessDay.Of(clock.GetUtcNow());
        if (request.From < today)
        {
            throw new InvalidRequestException(
                "day_past",
                "from",
                "撤销不溯及既往，起始日不得早于今天；已成交的，请提请更正或作废。",
                "A withdrawal does not reach back, so it begins today at the earliest; for past sales propose a correction or a void.");
        }

        if (record.WithdrawnFrom <= today)
        {
            throw new RuleBrokenException("recognition_withdrawn", "该认定已经撤销。", "The recognition has been withdrawn already.");
        }

        record.Withdraw(request.From, request.Reason, request.Document);
        await db.TellAsync(record, ct);
        await db.SaveChangesAsync(ct);
        Withdrawn(logger, record.Id, request.From, request.Reason);
        return Etag.Ok(RecognitionView.Of(record, BusinessDay.Of(clock.GetUtcNow())), record.Version);
    }

    [LoggerMessage(LogLevel.Information, "Recognition {RecordId} is withdrawn from {From}: {Reason}")]
    static partial void Withdrawn(ILogger logger, Guid recordId, DateOnly from, string reason);
}
