using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>What is kept between reports never shows.</summary>
public sealed class ReportCacheTests
{
    static readonly string[] Months = ["2024-05", "2024-06", "2024-07", "2025-05"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_report_is_what_would_be_read_from_the_sums_whatever_happens_between(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-12"));
        await using var service = await SharedLedger.StartPairedAsync(engine, clock);
        await CompareAsync(service);
        var sale = await service.SellAsync(lines: 2);
        await CompareAsync(service);
        await service.SellAsync(day: "2024-04-20");
        await CompareAsync(service);
        clock.Now = Examples.Noon("2024-06-11");
        await service.CloseAsync("2024-05");
        await CompareAsync(service);
        await service.PostJsonAsync("/credits/voids", new
        {
            voidId = Guid.CreateVersion7(),
            lineId = sale.Lines[0].LineId,
            acceptanceNo = 1,
            reason = "虚假交易",
            document = "稽核〔2024〕3号",
        });
        await CompareAsync(service);
        await service.SellAsync(day: "2024-05-20");
        await CompareAsync(service);
        clock.Now = Examples.Noon("2024-07-11");
        await service.CloseAsync("2024-06");
        await service.SellAsync(day: "2024-07-01");
        await CompareAsync(service);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Sums_that_were_made_anew_are_shown(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-12"));
        await using var service = await SharedLedger.StartPairedAsync(engine, clock);
        await service.SellAsync();
        clock.Now = Examples.Noon("2024-06-11");
        await service.CloseAsync("2024-05");
        await using var scope = service.OpenDb(out var db);
        var right = await AskedAsync(service, "2024-05");
        await db.PairingMonths.ExecuteUpdateAsync(set => set.SetProperty(sum => sum.AmountFen, sum => sum.AmountFen + 1), Ct);
        await service.SellAsync(day: "2024-06-10");
        Assert.Equal(right, await AskedAsync(service, "2024-05"));
        using (var rebuilt = await service.Client(Roles.Operator).PostAsync(new Uri("/credits/rebuilds", UriKind.Relative), null, Ct))
        {
            Assert.True(rebuilt.IsSuccessStatusCode);
        }

        await CompareAsync(service);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_new_name_target_or_pairing_is_shown_at_once(Engine engine)
    {
        await using var service = await SharedLedger.StartPairedAsync(engine, new FixedClock(Examples.Noon("2024-05-12")));
        await service.SellAsync();
        var before = await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/pairing-progress?month=2024-05&size=200");
        await service.DeliverAsync(new RegionsPublished
        {
            Regions = [SharedLedger.Regions("513430").Regions[0] with { Version = 2, Name = "新金阳" }],
        });
        await service.DeliverAsync(new TargetPublished
        {
            TargetId = Guid.CreateVersion7(),
            Version = 1,
            HolderId = FixturePairings.Id("F03"),
            Measure = TargetMeasure.Sales,
            Year = 2024,
            AmountFen = 1_000_000_00,
            EffectiveFrom = new DateOnly(2024, 1, 1),
            SourceDocument = "任务书",
        });
        await service.DeliverAsync(FixturePairings.Between("330211", "513431"));
        var after = await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/pairing-progress?month=2024-05&size=200");
        var row = after.List("rows").Single(json => json.Text("pairingId") == FixturePairings.Id("F03").ToString());
        Assert.Equal(("新金阳", 1_000_000_00L), (row.Text("west"), row.Fen("target")));
        Assert.Equal(before.List("rows").Length + 1, after.List("rows").Length);
    }

    /// <summary>Asked over HTTP twice, so that the second answer is a kept one, and read from the sums.</summary>
    static async Task CompareAsync(ServiceUnderTest<CreditingDb> service)
    {
        foreach (var month in Months)
        {
            await using var scope = service.OpenDb(out var db);
            var ids = await db.Pairings.Where(pairing => pairing.IsCurrent).Select(pairing => pairing.PairingId).ToListAsync(Ct);
            var read = await PairingFigures.ReadAsync(db, new FiguresQuery(Month.Parse(month)), ids, Ct);
            var figures = ids.Select(id => read.GetValueOrDefault(id) ?? HolderFigures.None(id))
                .Where(message => message.Recognised.Entries > 0 || message.Recognised.LastYearFen != 0)
                .Select(message => $"{message.HolderId} {message.Recognised.MonthFen} {message.Recognised.YearToDateFen} "
                    + $"{message.Recognised.LastYearFen} {message.AdjustmentsFen}")
                .Order(StringComparer.Ordinal).ToList();
            for (var time = 0; time < 2; time++)
            {
                Assert.Equal(figures, await AskedAsync(service, month));
            }
        }
    }

    static async Task<List<string>> AskedAsync(ServiceUnderTest<CreditingDb> service, string month)
    {
        var report = await service.Client(Roles.Auditor).GetJsonAsync($"/credits/reports/pairing-progress?month={month}&size=200");
        return
        [
            .. report.List("rows").Where(row => row.Number("entries") > 0 || row.Fen("lastYear") != 0)
                .Select(row => $"{row.Text("pairingId")} {row.Fen("month")} {row.Fen("yearToDate")} "
                    + $"{row.Fen("lastYear")} {row.Fen("adjustments")}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
