using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Audit;
using Marketplace.Crediting.Snapshots;
using Marketplace.Tables;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>How long the large works take: to verify, to close a month, to correct many sales, to import a ledger.</summary>
static class MeasureWork
{
    public static async Task VerifyAsync(LedgerUnderLoad load, CancellationToken ct)
    {
        await using var scope = load.OpenDb(out _);
        var watch = Stopwatch.StartNew();
        var code = await VerifyLedger.CommandAsync(scope.ServiceProvider, [], Console.Out, ct);
        LedgerUnderLoad.Tell("verify: everything", watch.Elapsed.TotalSeconds, "s");
        if (code != 0)
        {
            throw new InvalidOperationException("The ledger is not sound.");
        }
    }

    /// <summary>Closes the earliest open month, and takes the snapshots of the nation and every party.</summary>
    public static async Task CloseAsync(LedgerUnderLoad load, CancellationToken ct)
    {
        await using var scope = load.OpenDb(out var db);
        var closed = await db.LedgerHeads.AsNoTracking().Select(head => head.ClosedThrough).SingleAsync(ct);
        var month = Crediting.Domain.Month.Parse(closed!).Next;
        var watch = Stopwatch.StartNew();
        await load.PostAsync($"/credits/periods/{month}/closing", "{\"document\":\"关账通知1号\"}", ct);
        var closing = watch.Elapsed;
        var snapshots = await scope.ServiceProvider.GetRequiredService<TakeClosingSnapshots>().TakeAsync(db, ct);
        LedgerUnderLoad.Tell($"close: {month}, nobody may post meanwhile", closing.TotalSeconds, "s");
        LedgerUnderLoad.Tell($"close: with what was not sealed, and {snapshots} snapshots", watch.Elapsed.TotalSeconds, "s", "< 300 s");
    }

    /// <summary>
    /// A pairing of two provinces is registered for the past: its sales are found and shown, and credited when that is approved.
    /// </summary>
    public static async Task ReclassAsync(LedgerUnderLoad load, int lines, CancellationToken ct)
    {
        DateOnly from;
        await using (var scope = load.OpenDb(out var db))
        {
            // So many of the newest sales between the first provinces.
            var (east, west) = (Nation.East(0).Value, Nation.West(0).ProvinceId);
            from = await db.SaleLines.IgnoreQueryFilters().Where(line => line.OriginProvince == west && line.UnitPath.StartsWith(east))
                .OrderByDescending(line => line.RecognitionDate).Select(line => line.RecognitionDate).Take(lines).LastAsync(ct);
        }

        var pairing = new PairingPublished
        {
            PairingId = Guid.CreateVersion7(),
            Version = 1,
            Scheme = Scheme.Counterpart,
            Tier = PairingTier.Province,
            EastPath = Nation.East(0),
            EastName = "东",
            WestPath = Nation.West(0),
            WestName = "西",
            ValidFrom = from,
            RegisteredAt = TimeProvider.System.GetUtcNow(),
        };
        var watch = Stopwatch.StartNew();
        await load.ConsumeAsync<PairingPublished>([pairing], ct);
        var proposed = watch.Elapsed;
        Guid id;
        long sales;
        await using (var scope = load.OpenDb(out var db))
        {
            var correction = await db.Corrections.AsNoTracking().SingleAsync(known => known.ObjectId == pairing.PairingId, ct);
            (id, sales) = (correction.CorrectionId, correction.Sales);
        }

        watch.Restart();
        await load.PostAsync($"/credits/corrections/{id}/approval", "{\"note\":\"依据文件补登\"}", ct);
        LedgerUnderLoad.Tell($"reclass: {sales} sales found and shown", proposed.TotalSeconds, "s");
        LedgerUnderLoad.Tell($"reclass: {sales} sales credited anew", watch.Elapsed.TotalSeconds, "s", "< 180 s for 100,000");
        LedgerUnderLoad.Tell("reclass: that is", sales / watch.Elapsed.TotalSeconds, "sales/s");
    }

    /// <summary>
    /// Imports a ledger of assisted sales whole, as a workbook and as a text. While the second runs, autovacuum reads what the first wrote.
    /// </summary>
    public static async Task ImportAsync(LedgerUnderLoad load, int rows, CancellationToken ct)
    {
        await ImportAsync(load, "xlsx", XlsxTable.ContentType, rows, ct);
        await ImportAsync(load, "csv", CsvTable.ContentType, rows, ct);
    }

    /// <summary>The file is made by another process and sent from the disk: the memory of this one is that of the service.</summary>
    static async Task ImportAsync(LedgerUnderLoad load, string ending, string type, int rows, CancellationToken ct)
    {
        var path = Path.Combine(Path.GetTempPath(), $"ledger-{Guid.CreateVersion7():N}.{ending}");
        try
        {
            await ImportFile.MakeElsewhereAsync(path, rows, ct);
            await using var file = File.OpenRead(path);
            var content = new StreamContent(file);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            var idle = Environment.WorkingSet;
            var (watch, peak) = (Stopwatch.StartNew(), 0L);
            await using (new Timer(
                _ => peak = Math.Max(peak, Environment.WorkingSet), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100)))
            {
                var answer = await load.PostAsync($"/credits/imports?dryRun=false&fileName={Path.GetFileName(path)}", content, ct);
                await EndedAsync(load, JsonElement.Parse(answer), ct);
            }

            LedgerUnderLoad.Tell(
                $"import: {rows} rows of {new FileInfo(path).Length / 1_000_000.0:0.0} MB ({ending}), checked and imported",
                watch.Elapsed.TotalSeconds, "s", "< 60 s for 200,000");
            LedgerUnderLoad.Tell(
                $"import: memory above idle of {idle / 1_000_000} MB ({ending})", (peak - idle) / 1_000_000.0, "MB", "< 400 MB");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A large file becomes a job, which is asked how far it is as often as a person would.</summary>
    static Task EndedAsync(LedgerUnderLoad load, JsonElement job, CancellationToken ct) => Eventually.TrueAsync(
        async () =>
        {
            var state = job.GetProperty("state").GetString();
            if (state is not ("Queued" or "Running"))
            {
                return state == "Completed" ? true : throw new InvalidOperationException($"The import has {state}: {job}");
            }

            using var answer = await load.Official.GetAsync($"/credits/jobs/{job.GetProperty("jobId").GetGuid()}", ct);
            job = JsonElement.Parse(await answer.Content.ReadAsStringAsync(ct));
            return false;
        },
        "the import to be completed",
        TimeSpan.FromMinutes(10),
        ct);
}
