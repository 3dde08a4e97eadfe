using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Snapshots;

/// <summary>
/// POST /credits/snapshots. A report as it is now, fixed; that of a month which is not closed yet can't be signed, and of a closed month a
/// region has one.
/// </summary>
public static class TakeSnapshot
{
    public sealed record Request : IChecked
    {
        public required Guid SnapshotId { get; init; }

        /// <summary>"R1", the progress of the pairings.</summary>
        public required string Report { get; init; }

        /// <summary>"2026-10".</summary>
        public required string Month { get; init; }

        /// <summary>Whose pairings; the caller's own region when not given, for whoever sees all the nation.</summary>
        public string? RegionId { get; init; }

        public void Check(Checks check)
        {
            check.NewId(SnapshotId, "snapshotId");
            check.That(
                Report == TakeClosingSnapshots.Signed.Code, "report", "report_unknown", "可生成快照的报表：R1（结对消费协作进度表）。",
                "Snapshots are taken of R1, the progress of the pairings.");
            check.That(
                Domain.Month.TryParse(Month, null, out _), "month", "month_invalid", "请填写月份，例如 2026-10。", "Give a month such as 2026-10.");
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/snapshots", HandleAsync)
        .WithName("TakeSnapshot")
        .WithSummary("生成快照 Take a snapshot of a report")
        .For(Roles.Official).Decided(DecidedBy.Region).IsExpensive()
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Created<SnapshotSummary>> HandleAsync(
        Request request, LedgerSession work, SealLedger sealing, IssueSnapshot issue, PublicKeys keys, TimeProvider clock,
        CancellationToken ct)
    {
        var db = work.Db;
        var ledger = await work.OpenAsync(ct);
        var month = Month.Parse(request.Month);
        if (month.FirstDay > ledger.Today)
        {
            throw new InvalidRequestException("month_not_begun", "month", $"{month} 尚未开始。", $"{month} has not begun yet.");
        }

        var regionId = request.RegionId ?? (work.Caller.IsNational ? null : work.Caller.Region);
        var path = await PathAsync(db, work.Authority, regionId, ct);
        if (await db.Snapshots.IgnoreQueryFilters().AnyAsync(known => known.SnapshotId == request.SnapshotId, ct))
        {
            throw TakenId.Refusal("snapshotId");
        }

        if (ledger.Months.IsClosed(month))
        {
            await RequireNoFinalAsync(db, request.Month, regionId, ct);
        }

        // Whatever comes after this transaction is later than the cut-off, so that the report can be made again to the byte.
        ledger.AdvanceClock();
        var block = await sealing.SealAsync(db, ct);
        var first = TakeClosingSnapshots.NumberOf(request.Month, regionId) + "-";
        var number = $"{first}{await db.Snapshots.IgnoreQueryFilters().CountAsync(known => known.Number.StartsWith(first), ct) + 1}";
        var context = await ReportContext.OfSnapshotAsync(
            TakeClosingSnapshots.Signed, db, month, ledger.Now, number, regionId, lastEntryNo: null, ct);
        var report = await TakeClosingSnapshots.Signed.AnswerAsync(context, ct);
        var snapshot = await issue.IssueAsync(
            new IssueSnapshot.Draft(
                request.SnapshotId, number, request.Month, regionId, path, ledger.Now, ledger.Months.IsClosed(month)),
            block,
            report,
            clock.GetUtcNow(),
            ct);
        await db.AppendAsync([snapshot], ct);
        await ledger.WriteAsync(ct);
        return TypedResults.Created($"/credits/snapshots/{snapshot.SnapshotId}", SnapshotSummary.Of(snapshot, [], keys));
    }

    /// <summary>
    /// A region has one snapshot of a closed month, so that it is clear which one is signed: that of the closing, or the first one
    /// that is taken for a region that is no party of a pairing.
    /// </summary>
    static async Task RequireNoFinalAsync(CreditingDb db, string month, string? regionId, CancellationToken ct)
    {
        var due = db.DueSnapshots.AsNoTracking().IgnoreQueryFilters().Where(known => known.Month == month);
        if (!await due.AnyAsync(known => known.RegionId == null && known.IsListed, ct)
            || await due.AnyAsync(known => known.RegionId == regionId && known.TakenAt == null, ct))
        {
            throw new RuleBrokenException(
                "final_snapshot_pending", $"{month} 关账的快照正在生成，请稍后再试。",
                $"The snapshots of the closing of {month} are being taken: try again later.");
        }

        if (await db.Snapshots.AsNoTracking().IgnoreQueryFilters()
            .Where(known => known.Month == month && known.RegionId == regionId && known.IsFinal)
            .Select(known => known.Number).FirstOrDefaultAsync(ct) is { } number)
        {
            throw new RuleBrokenException(
                "final_snapshot_exists", $"{month} 已关账，该地区的快照为 {number}，不再另行生成；此后的变动见其调整清单。",
                $"{month} is closed and the region has its snapshot {number}; what was posted since is listed as its adjustments.");
        }
    }

    static async Task<string> PathAsync(CreditingDb db, Authority authority, string? regionId, CancellationToken ct)
    {
        if (regionId is null)
        {
            authority.RequireNation();
            return "";
        }

        var path = await db.Regions.AsNoTracking().Where(region => region.RegionId == regionId && region.IsCurrent)
            .Select(region => region.Path).SingleOrDefaultAsync(ct)
            ?? throw new InvalidRequestException(
                "unknown_region", "regionId", "没有这个行政区划：请填写区划标识，例如 330200。",
                "There is no such region: give the id of a region, such as 330200.");
        return authority.AnswersFor(path)
            ? path
            : throw new ForbiddenException("not_your_region", "该地区不在您的辖区。", "That region does not lie in yours.", "regionId");
    }
}
