using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
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
        var idle = Environment.WorkingSet;
        await ImportAsync(load, await XlsxAsync(Csv(rows, "X"), ct), XlsxTable.ContentType, "xlsx", rows, idle, ct);
        await ImportAsync(load, Csv(rows, "C"), CsvTable.ContentType, "csv", rows, idle, ct);
    }

    /// <param name="idle">The working set of the process before the files were made.</param>
    static async Task ImportAsync(
        LedgerUnderLoad load, byte[] file, string type, string ending, int rows, long idle, CancellationToken ct)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        // The file was made in this process; what that took is given back first, but for the file itself, which is counted.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var (watch, peak) = (Stopwatch.StartNew(), 0L);
        await using (new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100)))
        {
            var answer = await load.PostAsync(
                $"/credits/imports?dryRun=false&fileName=ledger-{Guid.CreateVersion7():N}.{ending}", content, ct);
            await EndedAsync(load, JsonElement.Parse(answer), ct);
        }

        LedgerUnderLoad.Tell(
            $"import: {rows} rows of {file.Length / 1_000_000.0:0.0} MB ({ending}), checked and imported",
            watch.Elapsed.TotalSeconds, "s", "< 60 s for 200,000");
        LedgerUnderLoad.Tell($"import: memory above idle ({ending})", (peak - idle) / 1_000_000.0, "MB", "< 400 MB");
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

    /// <summary>The same as a workbook with numbers and days in cells of their own.</summary>
    static async Task<byte[]> XlsxAsync(byte[] csv, CancellationToken ct)
    {
        var lines = Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(',');
        var kinds = names.Select(name => name switch
        {
            "数量" or "每单位克数" or "单价（元）" or "发票总额（元）" => ColumnKind.Quantity,
            "认定有效期起" or "认定有效期止" or "成交日期" => ColumnKind.Date,
            _ => ColumnKind.Text,
        }).ToArray();
        using var file = new MemoryStream();
        await XlsxTable.WriteAsync(
            file,
            [
                new Table
                {
                    SheetName = "台账",
                    Columns = [.. names.Zip(kinds, (name, kind) => new Column(name, name, "", kind))],
                    Rows = [.. lines.Skip(1).Select(line => line.Split(',').Zip(kinds, CellOf).ToArray())],
                },
            ],
            ct);
        return file.ToArray();

        static object CellOf(string text, ColumnKind kind) => kind switch
        {
            ColumnKind.Quantity => decimal.Parse(text, CultureInfo.InvariantCulture),
            ColumnKind.Date => DateOnly.Parse(text, CultureInfo.InvariantCulture),
            _ => text,
        };
    }

    static byte[] Csv(int rows, string series)
    {
        var nation = new Nation(FillLedger.LastDay);
        var random = new Random(13);
        var text = new StringBuilder(
            "单据号,帮销主体,供应商,产品名称,产品类别,加工程度,认定编号,认定有效期起,认定有效期止,产地县代码,数量,计量单位,每单位克数,单价（元）,成交日期,采购方,收货地代码,发票号码,发票总额（元）,帮销证明材料,销售渠道\r\n");
        var run = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var day = BusinessDay.Of(TimeProvider.System.GetUtcNow()).AddDays(-1);
        // The last digit is 1: a number that ends in five noughts looks as if a spreadsheet had rounded it.
        for (var row = 0; row < rows; row++)
        {
            var helper = random.Next(Nation.Facilitators);
            var quantity = random.Next(10, 2_000);
            var product = nation.DrawProduct(random);
            text.Append(
                CultureInfo.InvariantCulture,
                $"BX-{series}{run}-{row},{Nation.FacilitatorId(helper)},合作社{product % 5_000},产品{product},香辛料,初加工,"
                + $"RZ-{product},2020-01-01,2039-12-31,{Nation.WestCounty(helper).RegionId},{quantity},斤,500,38.60,"
                + $"{day:yyyy-MM-dd},某单位,{Nation.EastCounty(helper).RegionId},"
                + $"{(run + (series == "X" ? 1 : 0)) % 1_000_000_000:000000000}{row:0000000000}1,{quantity * 38.6m:0.00},协议,专馆\r\n");
        }

        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: true).GetBytes(text.ToString());
    }
}
