using System.Diagnostics;
using System.Threading.Channels;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Audit;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Snapshots;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>
/// Fills an empty ledger with two years of sales, decided by the rule book and posted as the consumers would, but streamed into the tables
/// without their indexes, which are made anew afterwards. The sums are reckoned by the rebuild, so that verify passes.
/// </summary>
static class FillLedger
{
    /// <summary>The last day of the two years; the month after it is the current one.</summary>
    public static readonly DateOnly LastDay = new(2025, 12, 31);

    const int Days = 731;
    const int LinesAtOnce = 20_000;
    const double EntriesPerLine = 3.98;

    public static async Task RunAsync(LedgerUnderLoad load, long entries, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await using (var scope = load.OpenDb(out var db))
        {
            if (await db.LedgerHeads.AsNoTracking().AnyAsync(head => head.EntryNo > 0, ct))
            {
                throw new InvalidOperationException("The ledger has entries already; fill needs an empty database.");
            }
        }

        var nation = new Nation(LastDay);
        await RegisterAsync(load, nation, ct);
        var registered = watch.Elapsed;
        var written = await StreamAsync(load, nation, entries, ct);
        var streamed = watch.Elapsed;
        await SumAsync(load, ct);
        var summed = watch.Elapsed;
        await SealAsync(load, ct);
        LedgerUnderLoad.Tell("fill: entries", written.Entries, "");
        LedgerUnderLoad.Tell("fill: sales", written.Lines, "");
        LedgerUnderLoad.Tell("fill: the registry", registered.TotalSeconds, "s");
        LedgerUnderLoad.Tell("fill: sales and entries, with their indexes", (streamed - registered).TotalSeconds, "s");
        LedgerUnderLoad.Tell("fill: all sums and projections", (summed - streamed).TotalSeconds, "s");
        LedgerUnderLoad.Tell("fill: seals, snapshots of a month", (watch.Elapsed - summed).TotalSeconds, "s");
        LedgerUnderLoad.Tell("fill: everything", watch.Elapsed.TotalSeconds, "s", "< 900 s for 20,000,000 entries");
    }

    static async Task RegisterAsync(LedgerUnderLoad load, Nation nation, CancellationToken ct)
    {
        foreach (var regions in Nation.Regions())
        {
            await load.ConsumeAsync<RegionsPublished>([regions], ct);
        }

        foreach (var pairings in nation.Pairings.Chunk(100))
        {
            await load.ConsumeAsync<PairingPublished>(pairings, ct);
        }

        foreach (var units in Nation.AllUnits().Chunk(500))
        {
            await load.ConsumeAsync<UnitPublished>(units, ct);
        }

        await load.ConsumeAsync<FacilitatorPublished>([.. Nation.AllFacilitators()], ct);

        // As if it had been known all the time: reports as they were known then would show no pairing else.
        var always = new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using var scope = load.OpenDb(out var db);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Versions of the registry are append-only; this stands in for two years in which they were learned.
        await db.Database.ExecuteSqlRawAsync("SET LOCAL session_replication_role = 'replica'", ct);
        await db.Pairings.ExecuteUpdateAsync(set => set.SetProperty(pairing => pairing.LearnedAt, always), ct);
        await db.Regions.ExecuteUpdateAsync(set => set.SetProperty(region => region.LearnedAt, always), ct);
        await db.Units.ExecuteUpdateAsync(set => set.SetProperty(unit => unit.LearnedAt, always), ct);
        await db.Facilitators.ExecuteUpdateAsync(set => set.SetProperty(facilitator => facilitator.LearnedAt, always), ct);
        await transaction.CommitAsync(ct);
    }

    static async Task<Written> StreamAsync(LedgerUnderLoad load, Nation nation, long entries, CancellationToken ct)
    {
        await using var scope = load.OpenDb(out var db);
        var indexes = await WithoutIndexesAsync(db, ct);
        var head = await db.LedgerHeads.SingleAsync(ct);
        var snapshot = await RegistryCache.LoadAsync(db, head.RegistryVersion, assume: null, ct);

        // One thread makes the rows while another writes them.
        var batches = Channel.CreateBounded<Batch>(2);
        var sales = new Sales(nation, snapshot.Registry, head.EventNo, (int)(entries / EntriesPerLine / Days) + 1);
        var making = Task.Run(
            async () =>
            {
                try
                {
                    for (var day = 0; day < Days; day++)
                    {
                        sales.Trade(LastDay.AddDays(day - Days + 1));
                        if (sales.Batch.Lines.Count >= LinesAtOnce || day == Days - 1)
                        {
                            await batches.Writer.WriteAsync(sales.TakeBatch(), ct);
                        }
                    }

                    batches.Writer.Complete();
                }
                catch (Exception failure)
                {
                    batches.Writer.Complete(failure);
                }
            },
            ct);
        var written = new Written(0, 0);
        await foreach (var batch in batches.Reader.ReadAllAsync(ct))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.AppendAsync(batch.Lines, ct);
            await db.AppendAsync([.. batch.Lines.SelectMany(SaleRegion.Of)], ct);
            await db.AppendAsync(batch.Entries, ct);
            await db.AppendAsync(batch.Holds, ct);
            await db.AppendAsync(batch.Returns, ct);
            await transaction.CommitAsync(ct);
            written = new Written(written.Lines + batch.Lines.Count, written.Entries + batch.Entries.Count);
        }

        await making;
        await ReturnedAsync(db, sales.Returned, ct);
        foreach (var index in indexes)
        {
            await db.Database.ExecuteSqlRawAsync(index, ct);
        }

        // Every month but the last is closed; of the last closed one the snapshots follow.
        head.EntryNo = written.Entries;
        head.WrittenAt = sales.LastPosted;
        head.ClosedThrough = Month.Of(LastDay.AddMonths(-1)).ToString();
        var closedOn = Month.Of(LastDay).FirstDay.AddDays(10);
        db.Add(new ClosedPeriod
        {
            Month = head.ClosedThrough,
            ClosedAt = BusinessDay.StartOf(closedOn),
            ClosedBy = "schedule",
            LastEntryNo = sales.LastEntryOf(closedOn.AddDays(-1)),
        });
        await db.SaveChangesAsync(ct);
        await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE", ct);
        return written;
    }

    /// <summary>Returns of later batches change what is left of sales of earlier ones.</summary>
    static async Task ReturnedAsync(CreditingDb db, IReadOnlyList<SaleLine> returned, CancellationToken ct)
    {
        foreach (var some in returned.Chunk(5_000))
        {
            var (ids, nets, quantities) = (
                some.Select(line => line.LineId).ToArray(),
                some.Select(line => line.NetFen).ToArray(),
                some.Select(line => line.ReturnedSinceBase.Thousandths).ToArray());
            var shares = some.Select(line => line.ShareNo).ToArray();
            await db.Database.ExecuteSqlAsync(
                $"""
                UPDATE sale_lines SET net_fen = back.net, returned_since_base = back.quantity
                FROM unnest({ids}, {shares}, {nets}, {quantities}) AS back (line_id, share_no, net, quantity)
                WHERE sale_lines.line_id = back.line_id AND sale_lines.share_no = back.share_no
                """,
                ct);
        }
    }

    /// <summary>Drops what would be kept up row by row, and returns the statements that make it anew.</summary>
    static async Task<IReadOnlyList<string>> WithoutIndexesAsync(CreditingDb db, CancellationToken ct)
    {
        // The primary key of the sales stays: returns find their sales by it.
        var keys = await db.Database.SqlQuery<Made>(
            $"""
            SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT "' || conname || '"' AS drop,
                'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT "' || conname || '" ' || pg_get_constraintdef(oid) AS make
            FROM pg_constraint WHERE contype = 'f' AND conrelid = 'credit_entries'::regclass
            """).ToListAsync(ct);
        var indexes = await db.Database.SqlQuery<Made>(
            $"""
            SELECT 'DROP INDEX "' || indexname || '"' AS drop, indexdef AS make FROM pg_indexes
            WHERE tablename IN ('sale_lines', 'credit_entries') AND schemaname = current_schema()
                AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE contype = 'p')
            ORDER BY indexname
            """).ToListAsync(ct);
        foreach (var made in keys.Concat(indexes))
        {
#pragma warning disable EF1002 // The statements come from the catalogue of the database.
            await db.Database.ExecuteSqlRawAsync(made.Drop, ct);
#pragma warning restore EF1002
        }

        return [
            "SET maintenance_work_mem = '1GB'",
            .. indexes.Select(made => made.Make),
            .. keys.Select(made => made.Make),
            "RESET maintenance_work_mem"];
    }

    static async Task SumAsync(LedgerUnderLoad load, CancellationToken ct)
    {
        await using var scope = load.OpenDb(out _);
        var code = await RebuildSums.CommandAsync(scope.ServiceProvider, [], Console.Out, ct);
        if (code != 0)
        {
            throw new InvalidOperationException("The sums could not be reckoned.");
        }
    }

    static async Task SealAsync(LedgerUnderLoad load, CancellationToken ct)
    {
        await using var scope = load.OpenDb(out var db);
        await scope.ServiceProvider.GetRequiredService<SealLedger>().SealAsync(db, ct);
        await scope.ServiceProvider.GetRequiredService<TakeClosingSnapshots>().TakeAsync(db, ct);
    }

    /// <param name="Drop">Drops it.</param>
    /// <param name="Make">Makes it anew.</param>
    sealed record Made(string Drop, string Make);

    sealed record Written(long Lines, long Entries);
}

/// <summary>Rows that are written together.</summary>
sealed class Batch
{
    public List<SaleLine> Lines { get; } = [];

    public List<CreditEntry> Entries { get; } = [];

    public List<Hold> Holds { get; } = [];

    public List<ReturnRecord> Returns { get; } = [];
}
