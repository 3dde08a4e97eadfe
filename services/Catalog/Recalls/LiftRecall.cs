using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recalls;

/// <summary>
/// POST /catalog/recalls/{recallId}/lifting → RecallPublished. By the office that declared it, or, of a supplier's own recall, one of the
/// origin: never by the supplier, which would sell again. What of the batches is left is sold again.
/// </summary>
public static partial class LiftRecall
{
    public sealed record Request : IChecked
    {
        /// <summary>What was found, 1 to 500 characters.</summary>
        public required string Reason { get; init; }

        /// <summary>The report that it rests on.</summary>
        public required string Document { get; init; }

        public void Check(Checks checks)
        {
            checks.Text(Reason, "reason", max: 500);
            checks.Text(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder recalls) => recalls.MapPost("/{recallId:guid}/lifting", HandleAsync)
        .WithName(nameof(LiftRecall)).WithSummary("解除召回 Lift a recall")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<Ok<RecallView>> HandleAsync(
        Guid recallId, Request request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock, ILogger<Recall> logger,
        CancellationToken ct)
    {
        var batchIds = await db.RecalledBatches.Where(row => row.RecallId == recallId).Select(row => row.BatchId).ToArrayAsync(ct);
        await db.LockAsync<Batch>(batchIds, ct);
        var recall = await db.Recalls.Include(known => known.Batches).SingleOrDefaultAsync(known => known.RecallId == recallId, ct)
            ?? throw new NotFoundException("recall_not_found", "没有这一召回，请核对标识。", "There is no such recall; check the id.");
        authority.Require(recall.OfficePath ?? recall.OriginPath);
        if (recall.LiftedAt is not null)
        {
            throw new RuleBrokenException("recall_over", "该召回已解除。", "The recall was lifted already.");
        }

        recall.Lift(request.Reason, request.Document, caller.Subject, clock.NowToTheMillisecond());
        var others = await db.RecalledBatches
            .Where(row => row.RecallId != recallId && batchIds.Contains(row.BatchId)
                && db.Recalls.Any(other => other.RecallId == row.RecallId && other.LiftedAt == null))
            .Select(row => row.BatchId).ToHashSetAsync(ct);
        foreach (var batch in await db.Batches.Where(batch => batchIds.Contains(batch.Id)).ToListAsync(ct))
        {
            batch.IsRecalled = others.Contains(batch.Id);
        }

        db.Publish(recall.ToMessage());
        await db.SaveChangesAsync(ct);
        Lifted(logger, recallId, request.Reason);
        return TypedResults.Ok(RecallView.Of(recall));
    }

    [LoggerMessage(LogLevel.Information, "Recall {RecallId} is lifted: {Reason}")]
    static partial void Lifted(ILogger logger, Guid recallId, string reason);
}
