using System.Diagnostics;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>
/// How many entries a second the real consumer posts, a batch of 100 acceptances of four lines in each transaction, fsync on.
/// </summary>
static class MeasureCredits
{
    const int Acceptances = 100;
    const int Lines = 4;
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(LedgerUnderLoad load, int seconds, CancellationToken ct)
    {
        var nation = new Nation(FillLedger.LastDay);
        var random = new Random(11);
        await DriveAsync(load, nation, random, WarmUp, ct);
        var before = await HeadAsync(load, ct);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var (batches, elapsed) = await DriveAsync(load, nation, random, TimeSpan.FromSeconds(seconds), ct);
        process.Refresh();
        var entries = await HeadAsync(load, ct) - before;
        LedgerUnderLoad.Tell("credit: entries posted by the consumer", entries / elapsed.TotalSeconds, "entries/s", "10,000 entries/s");
        LedgerUnderLoad.Tell("credit: acceptances of four lines", batches * Acceptances / elapsed.TotalSeconds, "/s");
        LedgerUnderLoad.Tell("credit: a transaction of 100 acceptances", elapsed.TotalMilliseconds / batches, "ms");
        LedgerUnderLoad.Tell("credit: of it this process computes", (process.TotalProcessorTime - cpu).TotalMilliseconds / batches, "ms");
    }

    /// <summary>Credits one acceptance.</summary>
    public static Task OneAsync(LedgerUnderLoad load, Nation nation, Random random, CancellationToken ct) =>
        load.ConsumeAsync<DeliveryAccepted>([Acceptance(nation, random)], ct);

    static async Task<(int Batches, TimeSpan Elapsed)> DriveAsync(
        LedgerUnderLoad load, Nation nation, Random random, TimeSpan lasting, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var making = TimeSpan.Zero;
        var batches = 0;
        while (watch.Elapsed - making < lasting)
        {
            // What the messages cost to make is not the ledger's.
            var began = watch.Elapsed;
            DeliveryAccepted[] messages = [.. Enumerable.Range(0, Acceptances).Select(_ => Acceptance(nation, random))];
            making += watch.Elapsed - began;
            await load.ConsumeAsync<DeliveryAccepted>(messages, ct);
            batches++;
        }

        return (batches, watch.Elapsed - making);
    }

    static DeliveryAccepted Acceptance(Nation nation, Random random)
    {
        var pairing = nation.DrawPairing(random);
        var unit = (random.Next(Nation.Units / Nation.Counties) * Nation.Counties) + pairing;
        var now = TimeProvider.System.GetUtcNow();
        return new DeliveryAccepted
        {
            AcceptanceId = Guid.CreateVersion7(),
            AcceptanceNo = 1,
            ShipmentId = Guid.CreateVersion7(),
            OrderId = Guid.CreateVersion7(),
            OrderNumber = "20260108-000123",
            UnitId = Nation.UnitId(unit),
            UnitName = $"采购单位{unit}",
            BudgetYear = now.Year,
            SupplierId = Nation.SupplierId(0),
            ConfirmedAt = now.AddDays(-3),
            DispatchedAt = now.AddDays(-2),
            DeliveredAt = now.AddDays(-1),
            AcceptedAt = now,
            AcceptedBy = "buyer-1",
            Waybill = "SF1234567890",
            DeliveryPath = Nation.Seat(unit),
            Lines = [.. Enumerable.Range(1, Lines).Select(number => Line(nation, random, pairing, number))],
        };
    }

    static DeliveryAccepted.Line Line(Nation nation, Random random, int pairing, int number)
    {
        var product = nation.DrawProduct(random);
        var price = UnitPrice.FromYuan(38.60m);
        var quantity = Quantity.Of(1 + (Nation.DrawFen(random) / 3_860));
        var county = Nation.WestCounty(pairing);
        return new DeliveryAccepted.Line
        {
            LineId = Guid.CreateVersion7(),
            LineNumber = number,
            Goods = new GoodsFacts
            {
                ProductId = Nation.ProductId(product),
                ListingVersion = 1,
                ProductName = $"产品{product}",
                Category = ProductCategory.Spice,
                ProcessingLevel = ProcessingLevel.Primary,
                SupplierId = Nation.SupplierId(product % 5_000),
                SupplierName = $"合作社{product % 5_000}",
                OriginPath = county,
                OriginName = county.RegionId,
                Recognition = new Recognition
                {
                    Number = "RZ-1",
                    RecordId = Guid.Parse("0199a000-0000-7000-8000-0000000000c1"),
                    ValidFrom = new DateOnly(2020, 1, 1),
                    ValidUntil = new DateOnly(2039, 12, 31),
                },
                Unit = new TradeUnit { Name = "斤", Grams = 500 },
                UnitPrice = price,
            },
            Ordered = quantity,
            OrderedFen = Money.Of(quantity, price).Fen,
            Dispatched = quantity,
            Accepted = quantity,
            Short = Quantity.Zero,
            Rejected = Quantity.Zero,
            AcceptedFen = Money.Of(quantity, price).Fen,
            Batches = [new BatchShare
            {
                BatchId = Guid.CreateVersion7(),
                Quantity = quantity,
                SupplierId = Nation.SupplierId(product % 5_000),
                Declared = quantity,
            }],
        };
    }

    static async Task<long> HeadAsync(LedgerUnderLoad load, CancellationToken ct)
    {
        await using var scope = load.OpenDb(out var db);
        return await db.LedgerHeads.AsNoTracking().Select(head => head.EntryNo).SingleAsync(ct);
    }
}
