using System.Diagnostics;
using System.Security.Cryptography;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Snapshots;

/// <summary>
/// Takes the snapshots of each month that was closed: of the nation and of every region that is a party of a pairing, as everything was
/// known at the closing. All of a month are there or none; a month that was closed when the service went down gets them afterwards.
/// </summary>
public sealed partial class TakeClosingSnapshots(SealLedger sealing, TimeProvider clock, ILogger<TakeClosingSnapshots> logger)
{
    /// <summary>The report that is signed: as posted, everything that was recognised.</summary>
    internal static readonly Report Signed = new R01PairingProgress();

    /// <summary>Takes those that are due, and tells how many.</summary>
    public async Task<int> TakeAsync(CreditingDb db, CancellationToken ct)
    {
        var taken = 0;
        foreach (var period in await Due(db).AsNoTracking().OrderBy(period => period.Month).ToListAsync(ct))
        {
            taken += await TakeAsync(db, period, ct);
        }

        return taken;
    }

    static IQueryable<ClosedPeriod> Due(CreditingDb db) => db.ClosedPeriods.Where(period =>
        !db.Snapshots.IgnoreQueryFilters()
            .Any(snapshot => snapshot.Report == Signed.Code && snapshot.Month == period.Month && snapshot.RegionId == null
            && snapshot.CutOffAt == period.ClosedAt));

    async Task<int> TakeAsync(CreditingDb db, ClosedPeriod period, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await sealing.SealAsync(db, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await SealLedger.LockAsync(db, ct);
        var month = period.Month;
        if (!await Due(db).AnyAsync(due => due.Month == month, ct))
        {
            return 0;
        }

        var block = await SealLedger.Headers(db.LedgerBlocks.Where(sealedBlock => sealedBlock.LastEntryNo == period.LastEntryNo))
            .SingleOrDefaultAsync(ct);
        if (block is null && period.LastEntryNo > 0)
        {
            throw new InvalidOperationException(
                $"No block ends with entry {period.LastEntryNo}, where {month} was closed. Verify the ledger to see what was changed.");
        }

        var nation = await ReportContext.OfSnapshotAsync(
            Signed, db, Month.Parse(month), period.ClosedAt, NumberOf(month, null), regionId: null, lastEntryNo: null, ct);
        var snapshots = new List<Snapshot>();
        foreach (var (regionId, path) in Regions(await nation.RankedAsync(ct)).Prepend((null, "")))
        {
            var number = NumberOf(month, regionId);
            var report = await Signed.AnswerAsync(await nation.ForAsync(Signed, number, regionId, ct), ct);
            snapshots.Add(Of(StableIds.Of($"snapshot/{number}"), number, month, regionId, path, period.ClosedAt, block, report,
                clock.GetUtcNow(), isFinal: true));
        }

        await db.AppendAsync(snapshots, ct);
        await transaction.CommitAsync(ct);
        Taken(logger, snapshots.Count, month, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return snapshots.Count;
    }

    /// <summary>"R1-2026-10-330200"; of the nation "R1-2026-10-CN".</summary>
    internal static string NumberOf(string month, string? regionId) => $"{Signed.Code}-{month}-{regionId ?? "CN"}";

    internal static Snapshot Of(
        Guid id,
        string number,
        string month,
        string? regionId,
        string path,
        DateTimeOffset cutOff,
        LedgerBlock? block,
        ReportAnswer report,
        DateTimeOffset now,
        bool isFinal)
    {
        var content = report.Canonical();
        return new Snapshot
        {
            SnapshotId = id,
            Number = number,
            Report = Signed.Code,
            Month = month,
            RegionId = regionId,
            RegionPath = path,
            CutOffAt = cutOff,
            LastEntryNo = block?.LastEntryNo ?? 0,
            BlockNo = block?.BlockNo ?? 0,
            ChainHash = block?.ChainHash ?? LedgerBlock.Genesis,
            Content = content,
            ContentHash = SHA256.HashData(content),
            MadeAt = now,
            IsFinal = isFinal,
        };
    }

    /// <summary>The parties of the pairings that the report shows, with where they lie.</summary>
    static IEnumerable<(string? RegionId, string Path)> Regions(RankedPairings ranked) => ranked.All
        .SelectMany(pairing => (RegionPath[])[pairing.Pairing.East, pairing.Pairing.West])
        .GroupBy(path => path.RegionId)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => ((string?)group.Key, group.Max(path => path.Value)!));

    [LoggerMessage(LogLevel.Information, "Took {Count} snapshots of {Month} in {Milliseconds:0} ms")]
    static partial void Taken(ILogger logger, int count, string month, double milliseconds);
}
