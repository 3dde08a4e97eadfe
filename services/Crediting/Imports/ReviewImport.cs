using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>One side reviewed rows of an import; as the journal keeps it.</summary>
/// <param name="ReviewId">The review.</param>
/// <param name="ImportId">The import.</param>
/// <param name="Side">Whose side.</param>
/// <param name="IsApproved">Or rejected.</param>
/// <param name="Segment">What the path of that side contains for rows of the reviewer's region; null for all rows.</param>
/// <param name="LineIds">Only these rows; null for all that the side has not decided.</param>
/// <param name="By">The reviewer.</param>
/// <param name="Note">What was found.</param>
public sealed record ImportReviewed(
    Guid ReviewId, Guid ImportId, ReviewSide Side, bool IsApproved, string? Segment, IReadOnlyList<Guid>? LineIds, string By, string Note);

/// <summary>
/// POST /credits/imports/{importId}/reviews. Officials review the rows of their own region. Rows that both sides have approved are
/// credited, with the day of the sale as recognition date; rows that one has rejected never are (CR-22).
/// </summary>
public sealed partial class ReviewImport : IApplyEvent<ImportReviewed>
{
    const int RowsAtOnce = 2_000;
    const int RowsMax = 5_000;
    const int NoteMax = 500;

    public sealed record Request : IChecked
    {
        public required Guid ReviewId { get; init; }

        public required ReviewSide Side { get; init; }

        public required bool IsApproved { get; init; }

        /// <summary>
        /// The document numbers of the rows; absent for all rows of the reviewer's region that the side has not decided yet.
        /// </summary>
        public IReadOnlyList<string>? Rows { get; init; }

        /// <summary>What was found; needed to reject.</summary>
        public string? Note { get; init; }

        public void Check(Checks check)
        {
            check.NewId(ReviewId, "reviewId");
            check.That(Enum.IsDefined(Side), "side", "side_unknown", "审核方须为 Facilitator 或 Origin。", "The side is Facilitator or Origin.");
            check.TextOrNone(Note, "note", NoteMax);
            check.That(IsApproved || Note is not null, "note", "note_missing", "驳回时请说明原因。", "To reject, say why.");
            if (Rows is not null)
            {
                check.Count(Rows.Count, 1, RowsMax, "rows", "行", "rows");
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/imports/{importId:guid}/reviews", HandleAsync)
        .WithName("ReviewImport")
        .WithSummary("审核导入台账 Review an imported ledger for one side")
        .For(Roles.Official).Decided(DecidedBy.Region)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Created<ReviewView>> HandleAsync(
        Guid importId, Request request, LedgerSession work, ILogger<ReviewImport> logger, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        work.Authority.RequireOfficial();
        var import = await ImportScope.ImportAsync(work.Db, importId, ct);
        if (import.ImportedBy == work.Caller.Subject)
        {
            throw new ForbiddenException(
                "own_import", "导入人不能审核自己导入的台账，请由他人审核。", "Whoever imported a ledger doesn't review it; somebody else has to.");
        }

        if (await work.Db.ImportReviews.AnyAsync(review => review.ReviewId == request.ReviewId, ct))
        {
            throw new RuleBrokenException("review_known", "该审核已登记。", "The review is recorded already.");
        }

        // The query filter (CreditingDb) hides imports outside the caller's region: 404.
        var reviewed = new ImportReviewed(
            request.ReviewId,
            importId,
            request.Side,
            request.IsApproved,
            work.Caller.IsNational ? null : work.Caller.Segment,
            await LinesAsync(work, importId, request, ct),
            work.Caller.Subject,
            request.Note ?? "");
        await RequireMayReviewAsync(work, reviewed, ct);
        await ledger.ApplyAsync(reviewed, ct);
        await ledger.WriteAsync(ct);
        var view = ReviewView.Of(await work.Db.ImportReviews.AsNoTracking().SingleAsync(review => review.ReviewId == request.ReviewId, ct));
        Reviewed(logger, view.ReviewId, importId, view.Side, view.IsApproved, view.Rows);
        return TypedResults.Created($"/credits/imports/{importId}", view);
    }

    /// <summary>The rows with these document numbers; null for all.</summary>
    static async Task<IReadOnlyList<Guid>?> LinesAsync(LedgerSession work, Guid importId, Request request, CancellationToken ct)
    {
        if (request.Rows is null)
        {
            return null;
        }

        var own = OfSide(
            work.Db.ImportRows.Where(row => row.ImportId == importId), request.Side, work.Caller.IsNational ? null : work.Caller.Segment);
        string[] forms = [.. request.Rows.Select(NormalForm.Of).Distinct()];
        var found = await own.Where(row => forms.Contains(row.DocumentForm))
            .Select(row => new { row.LineId, row.SheetNumber, row.RowNumber, row.DocumentForm }).ToListAsync(ct);
        var known = found.Select(row => row.DocumentForm).ToHashSet();
        return request.Rows.FirstOrDefault(number => !known.Contains(NormalForm.Of(number))) is { } missing
            ? throw new InvalidRequestException(
                "row_not_found", "rows", $"该导入中没有单据 {missing}，或不属于您审核的一方。",
                $"The import has no document {missing} on the side that you review.")
            : [.. found.OrderBy(row => row.SheetNumber).ThenBy(row => row.RowNumber).Select(row => row.LineId)];
    }

    static async Task RequireMayReviewAsync(LedgerSession work, ImportReviewed reviewed, CancellationToken ct)
    {
        if (!await OfSide(work.Db.ImportRows.Where(row => row.ImportId == reviewed.ImportId), reviewed.Side, reviewed.Segment).AnyAsync(ct))
        {
            throw new ForbiddenException(
                "not_your_side", "该导入没有由您的辖区作为这一方审核的记录。", "The import has no rows that your region reviews for this side.");
        }

        var open = Open(work.Db, reviewed);
        if (!await open.AnyAsync(ct))
        {
            throw new RuleBrokenException("already_reviewed", "这些记录已由该方审核。", "This side has reviewed these rows already.");
        }

        if (reviewed.LineIds is { } lines && await open.CountAsync(ct) < lines.Count)
        {
            throw new RuleBrokenException("already_reviewed", "其中有记录已由该方审核。", "This side has reviewed some of these rows already.");
        }

        var by = reviewed.By;
        var isOtherSide = reviewed.Side == ReviewSide.Facilitator
            ? open.Where(row => row.OriginReviewedBy == by)
            : open.Where(row => row.FacilitatorReviewedBy == by);
        if (await isOtherSide.AnyAsync(ct))
        {
            throw new ForbiddenException(
                "both_sides", "您已作为另一方审核过这些记录；双方须由不同人员审核。",
                "You have reviewed these rows for the other side; somebody else has to review this one.");
        }
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<ImportReviewed> happened, CancellationToken ct)
    {
        foreach (var reviewed in happened)
        {
            ledger.AppendEvent(reviewed);
            var (approved, rejected) = await DecideAsync(ledger, reviewed, ct);
            var waiting = await RememberAsync(ledger.Db, reviewed, ct);
            ledger.Db.Add(new ImportReview
            {
                ReviewId = reviewed.ReviewId,
                ImportId = reviewed.ImportId,
                Side = reviewed.Side,
                IsApproved = reviewed.IsApproved,
                Rows = approved + rejected + waiting,
                Note = reviewed.Note,
                ReviewedBy = reviewed.By,
                ReviewedAt = ledger.Now,
            });
            (await ledger.Db.Imports.IgnoreQueryFilters().SingleAsync(import => import.ImportId == reviewed.ImportId, ct)).Count(
                approved, rejected);
            await ledger.Db.SaveChangesAsync(ct);
        }
    }

    /// <summary>
    /// Decides the rows of which nothing is left open: those that the other side has approved, or all when they are rejected.
    /// </summary>
    static async Task<(int Approved, int Rejected)> DecideAsync(LedgerWriter ledger, ImportReviewed reviewed, CancellationToken ct)
    {
        var state = reviewed.IsApproved ? ImportRowState.Approved : ImportRowState.Rejected;
        var rows = Open(ledger.Db, reviewed);
        if (reviewed.IsApproved)
        {
            rows = reviewed.Side == ReviewSide.Facilitator
                ? rows.Where(row => row.OriginApproved == true)
                : rows.Where(row => row.FacilitatorApproved == true);
        }

        var count = 0;
        while (true)
        {
            // What is decided is open no longer.
            var ids = await rows.OrderBy(row => row.SheetNumber).ThenBy(row => row.RowNumber).Take(RowsAtOnce)
                .Select(row => row.LineId).ToListAsync(ct);
            if (ids.Count == 0)
            {
                return reviewed.IsApproved ? (count, 0) : (0, count);
            }

            count += ids.Count;
            await SettleAsync(ledger, ids, reviewed.IsApproved, ct);
            var some = ledger.Db.ImportRows.IgnoreQueryFilters().Where(row => ids.Contains(row.LineId));
            await SetAsync(some, reviewed, ct);
            await some.ExecuteUpdateAsync(row => row.SetProperty(importRow => importRow.State, state), ct);
            await ledger.WriteAndForgetAsync(ct);
        }
    }

    /// <summary>Remembers the approval of rows that wait for the other side.</summary>
    static async Task<int> RememberAsync(CreditingDb db, ImportReviewed reviewed, CancellationToken ct) =>
        await SetAsync(Open(db, reviewed), reviewed, ct);

    static Task<int> SetAsync(IQueryable<ImportRow> rows, ImportReviewed reviewed, CancellationToken ct) => reviewed.Side
        == ReviewSide.Facilitator
        ? rows.ExecuteUpdateAsync(
            row => row.SetProperty(
                importRow => importRow.FacilitatorApproved,
                reviewed.IsApproved).SetProperty(importRow => importRow.FacilitatorReviewedBy, reviewed.By), ct)
        : rows.ExecuteUpdateAsync(
            row => row.SetProperty(
                importRow => importRow.OriginApproved,
                reviewed.IsApproved).SetProperty(importRow => importRow.OriginReviewedBy, reviewed.By), ct);

    /// <summary>Judges the sales of reviewed rows as any others, in the order of the file, and posts what they earn.</summary>
    static async Task SettleAsync(LedgerWriter ledger, IReadOnlyList<Guid> ids, bool isApproved, CancellationToken ct)
    {
        var lines = await ledger.Db.SaleLines.IgnoreQueryFilters()
            .Where(line => ids.Contains(line.LineId)).ToDictionaryAsync(line => line.LineId, ct);
        var registry = (await ledger.RegistryAsync(ct)).Registry;
        var checks = await HoldChecks.ReadAsync(ledger, lines.Values, ct);
        foreach (var line in ids.Select(id => lines[id]).Where(line => line.IsAwaitingReview))
        {
            line.EndReview(isApproved);
            var (suspicion, isResale) = isApproved ? checks.Evaluate(line) : (null, false);
            var judgement = RuleBook.Judge(line, registry, suspicion, isResale);
            line.Decide(judgement);
            ledger.Post(Posting.Settle(
                new PostedSale(line, []), judgement,
                new PostingContext(ledger.Months, line.RecognitionDate, registry.RuleSetOf(line).Version)));
            if (isApproved)
            {
                checks.RecordSale([line]);
                checks.Hold(line, ledger);
                SaleAlerts.Raise(line, ledger, because: null);
            }
        }
    }

    /// <summary>The rows that the review is about and that its side has not decided.</summary>
    static IQueryable<ImportRow> Open(CreditingDb db, ImportReviewed reviewed)
    {
        var rows = OfSide(
            db.ImportRows.IgnoreQueryFilters()
                .Where(row => row.ImportId == reviewed.ImportId && row.State == ImportRowState.AwaitingReview),
            reviewed.Side,
            reviewed.Segment);
        rows = reviewed.Side == ReviewSide.Facilitator
            ? rows.Where(row => row.FacilitatorApproved == null)
            : rows.Where(row => row.OriginApproved == null);
        return reviewed.LineIds is { } lines ? rows.Where(row => lines.Contains(row.LineId)) : rows;
    }

    static IQueryable<ImportRow> OfSide(IQueryable<ImportRow> rows, ReviewSide side, string? segment) =>
        segment is null ? rows
        : side == ReviewSide.Facilitator ? rows.Where(row => row.FacilitatorPath.Contains(segment))
        : rows.Where(row => row.OriginPath.Contains(segment));

    [LoggerMessage(LogLevel.Information, "Review {ReviewId} of import {ImportId} for side {Side}: approved {IsApproved}, {Rows} rows")]
    static partial void Reviewed(ILogger logger, Guid reviewId, Guid importId, ReviewSide side, bool isApproved, int rows);
}
