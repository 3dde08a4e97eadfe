using System.Diagnostics;
using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Snapshots;

/// <summary>
/// Takes the snapshots of each month that was closed: of the nation and of every region that is a party of a pairing, as everything was
/// known at the closing. Many are saved in one transaction; one that fails is recorded, tried again, and keeps no other from being
/// taken (CR-21). A month that was closed when the service went down gets them afterwards.
/// </summary>
public sealed partial class TakeClosingSnapshots(
    SealLedger sealing, SignHeads heads, IssueSnapshot issue, TimeProvider clock, ILogger<TakeClosingSnapshots> logger)
{
    const int SavedAtOnce = 100;

    /// <summary>The report that is signed: as posted, everything that was recognised.</summary>
    internal static readonly Report Signed = new R01PairingProgress();

    /// <summary>Takes those that are due, and tells how many.</summary>
    public async Task<int> TakeAsync(CreditingDb db, CancellationToken ct)
    {
        await ListClosingsAsync(db, ct);
        var taken = 0;
        foreach (var closing in await DueNow(db).AsNoTracking().Select(due => due.Month).Distinct().OrderBy(month => month).ToListAsync(ct))
        {
            taken += await TakeAsync(db, closing, ct);
        }

        return taken;
    }

    IQueryable<DueSnapshot> DueNow(CreditingDb db)
    {
        var now = clock.GetUtcNow();
        return db.DueSnapshots.IgnoreQueryFilters().Where(due => due.TakenAt == null && due.NextAttemptAt <= now);
    }

    IQueryable<DueSnapshot> DueOf(CreditingDb db, string month) =>
        DueNow(db).AsNoTracking().Where(due => due.Month == month).OrderBy(due => due.Number);

    /// <summary>Tells each closing, which asks for the snapshot of the nation; who else is to get one is found out with it.</summary>
    async Task ListClosingsAsync(CreditingDb db, CancellationToken ct)
    {
        var closings = db.ClosedPeriods.AsNoTracking()
            .Where(period => !db.DueSnapshots.IgnoreQueryFilters().Any(due => due.Month == period.Month)).OrderBy(period => period.Month);
        if (!await closings.AnyAsync(ct))
        {
            return;
        }

        await sealing.SealAsync(db, ct);
        await heads.SignAsync(db, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await SealLedger.LockAsync(db, ct);
        var closed = await closings.ToListAsync(ct);
        DueSnapshot[] due =
        [
            .. closed.Select(period => Due(period.Month, regionId: null, "", period.ClosedAt, period.LastEntryNo, isListed: false)),
        ];
        await db.AppendAsync(due, ct);
        foreach (var period in closed)
        {
            await PublishAsync(db, period, ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>The closing is told with the head that is signed for it: who keeps the message keeps the ledger of the month.</summary>
    static async Task PublishAsync(CreditingDb db, ClosedPeriod period, CancellationToken ct)
    {
        var blocks = db.LedgerBlocks.Where(block => block.LastEntryNo == period.LastEntryNo);
        var head = await db.TreeHeads.AsNoTracking()
            .SingleOrDefaultAsync(known => blocks.Any(block => block.BlockNo == known.Number), ct);
        db.Publish(new PeriodClosed
        {
            Month = period.Month,
            ClosedAt = period.ClosedAt,
            ClosedBy = period.ClosedBy,
            LastEntryNo = period.LastEntryNo,
            Head = head,
        });
    }

    /// <summary>Takes those of a month that are due.</summary>
    async Task<int> TakeAsync(CreditingDb db, string month, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await sealing.SealAsync(db, ct);
        await heads.SignAsync(db, ct);
        var ofNation = await db.DueSnapshots.AsNoTracking().IgnoreQueryFilters()
            .SingleAsync(due => due.Month == month && due.RegionId == null, ct);
        ReportContext nation;
        LedgerBlock? block;
        try
        {
            block = await BlockOfAsync(db, ofNation, ct);
            nation = await ReportContext.OfSnapshotAsync(
                Signed, db, Month.Parse(month), ofNation.CutOffAt, ofNation.Number, regionId: null, lastEntryNo: null, ct);
            var ranked = await nation.RankedAsync(ct);
            if (!ofNation.IsListed)
            {
                await ListPartiesAsync(db, ofNation, ranked, ct);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Without the figures of the closing none can be taken.
            foreach (var due in await DueOf(db, month).ToListAsync(ct))
            {
                await RecordFailureAsync(db, due, failure, ct);
            }

            return 0;
        }

        var taken = 0;
        foreach (var some in (await DueOf(db, month).ToListAsync(ct)).Chunk(SavedAtOnce))
        {
            taken += await TakeAsync(db, some, nation, block, ct);
        }

        Taken(logger, taken, month, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return taken;
    }

    async Task ListPartiesAsync(CreditingDb db, DueSnapshot ofNation, RankedPairings ranked, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await SealLedger.LockAsync(db, ct);
        var listed = await db.DueSnapshots.IgnoreQueryFilters().Where(due => due.Number == ofNation.Number && !due.IsListed)
            .ExecuteUpdateAsync(set => set.SetProperty(due => due.IsListed, true), ct);
        if (listed > 0)
        {
            DueSnapshot[] due =
            [
                .. Regions(ranked).Select(region => Due(
                    ofNation.Month, region.RegionId, region.Path, ofNation.CutOffAt, ofNation.LastEntryNo, isListed: true)),
            ];
            await db.AppendAsync(due, ct);
            await transaction.CommitAsync(ct);
        }
    }

    async Task<int> TakeAsync(
        CreditingDb db, DueSnapshot[] some, ReportContext nation, LedgerBlock? block, CancellationToken ct)
    {
        var made = new List<(DueSnapshot Due, Snapshot Snapshot)>(some.Length);
        foreach (var due in some)
        {
            await OrRecordAsync(due, async () => made.Add((due, await MakeAsync(due, nation, block, ct))));
        }

        try
        {
            return await SaveAsync(db, made, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One of them can't be saved: each by itself, so that it keeps no other from it.
            var taken = 0;
            foreach (var single in made)
            {
                await OrRecordAsync(single.Due, async () => taken += await SaveAsync(db, [single], ct));
            }

            return taken;
        }

        async Task OrRecordAsync(DueSnapshot due, Func<Task> work)
        {
            try
            {
                await work();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                await RecordFailureAsync(db, due, failure, ct);
            }
        }
    }

    /// <summary>The block that ends where the month was closed; null when the ledger was empty.</summary>
    static async Task<LedgerBlock?> BlockOfAsync(CreditingDb db, DueSnapshot closing, CancellationToken ct)
    {
        var block = await SealLedger.Headers(db.LedgerBlocks.Where(sealedBlock => sealedBlock.LastEntryNo == closing.LastEntryNo))
            .SingleOrDefaultAsync(ct);
        return block is not null || closing.LastEntryNo == 0
            ? block
            : throw new InvalidOperationException(
                $"No block ends with entry {closing.LastEntryNo}, where {closing.Month} was closed. "
                + "Verify the ledger to see what was changed.");
    }

    async Task<Snapshot> MakeAsync(DueSnapshot due, ReportContext nation, LedgerBlock? block, CancellationToken ct)
    {
        var report = await Signed.AnswerAsync(await nation.ForAsync(Signed, due.Number, due.RegionId, ct), ct);
        return await issue.IssueAsync(
            new IssueSnapshot.Draft(
                StableIds.Of($"snapshot/{due.Number}"), due.Number, due.Month, due.RegionId, due.RegionPath, due.CutOffAt, IsFinal: true),
            block,
            report,
            clock.GetUtcNow(),
            ct);
    }

    /// <returns>How many of them were still missing.</returns>
    async Task<int> SaveAsync(CreditingDb db, IReadOnlyList<(DueSnapshot Due, Snapshot Snapshot)> made, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await SealLedger.LockAsync(db, ct);
        string[] numbers = [.. made.Select(taken => taken.Due.Number)];
        var missing = db.DueSnapshots.IgnoreQueryFilters().Where(known => numbers.Contains(known.Number) && known.TakenAt == null);
        var stillMissing = await missing.Select(known => known.Number).ToListAsync(ct);
        var now = clock.GetUtcNow();
        await missing.ExecuteUpdateAsync(set => set.SetProperty(known => known.TakenAt, now), ct);
        await db.AppendAsync([.. made.Where(taken => stillMissing.Contains(taken.Due.Number)).Select(taken => taken.Snapshot)], ct);
        await transaction.CommitAsync(ct);
        return stillMissing.Count;
    }

    async Task RecordFailureAsync(CreditingDb db, DueSnapshot due, Exception failure, CancellationToken ct)
    {
        Failed(logger, due.Number, failure);
        var (now, failures) = (clock.GetUtcNow(), due.Failures + 1);
        await db.DueSnapshots.IgnoreQueryFilters().Where(known => known.Number == due.Number && known.TakenAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(known => known.Failures, failures)
                .SetProperty(known => known.FailedAt, now)
                .SetProperty(known => known.Reason, failure.Message)
                .SetProperty(known => known.NextAttemptAt, now + DueSnapshot.RetryAfter(failures)),
            ct);
    }

    DueSnapshot Due(string month, string? regionId, string path, DateTimeOffset cutOff, long lastEntryNo, bool isListed) => new()
    {
        Number = NumberOf(month, regionId),
        Month = month,
        RegionId = regionId,
        RegionPath = path,
        CutOffAt = cutOff,
        LastEntryNo = lastEntryNo,
        IsListed = isListed,
        NextAttemptAt = clock.GetUtcNow(),
    };

    /// <summary>"R1-2026-10-330200"; of the nation "R1-2026-10-CN".</summary>
    internal static string NumberOf(string month, string? regionId) => $"{Signed.Code}-{month}-{regionId ?? "CN"}";

    /// <summary>The parties of the pairings that the report shows, with where they lie.</summary>
    static IEnumerable<(string RegionId, string Path)> Regions(RankedPairings ranked) => ranked.All
        .SelectMany(pairing => (RegionPath[])[pairing.Pairing.East, pairing.Pairing.West])
        .GroupBy(path => path.RegionId)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Max(path => path.Value)!));

    [LoggerMessage(LogLevel.Error, "Could not take the snapshot {Number}; it is tried again")]
    static partial void Failed(ILogger logger, string number, Exception failure);

    [LoggerMessage(LogLevel.Information, "Took {Count} snapshots of {Month} in {Milliseconds:0} ms")]
    static partial void Taken(ILogger logger, int count, string month, double milliseconds);
}
