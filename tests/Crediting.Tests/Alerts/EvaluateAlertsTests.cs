using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Alerts;

/// <summary>Alerts that need only sales (R11).</summary>
public sealed class EvaluateAlertsTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Lags_and_silence_are_raised_once_rise_and_close(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2028-06-02"));
        await using var service = await SharedLedger.StartAsync(engine, clock);
        await service.PairAsync("F02", "F03", "F06");
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        await service.DeliverAsync(SalesScenario.Target(FixturePairings.Id("F02"), 2028, 10_000));
        await service.DeliverAsync(SalesScenario.Target(FixturePairings.Id("F03"), 2028, 100_000));
        await service.DeliverAsync(SalesScenario.Target(FixturePairings.Id("F06"), 2028, 500));
        await service.SellAsync(unit.UnitId, "2028-02-10", "9000.00");

        // At the end of March 91 of 366 days are 24.86 %; F03 stands at 9 %: a lag of 15.86. At the end of May it is 32.53, in April 24.06.
        await service.EvaluateAlertsAsync();
        Assert.Equal(["Amber ProgressLag F03", "Amber NoSales F06", "Amber ProgressLag F06"], await OpenAsync(service));
        await service.EvaluateAlertsAsync();
        Assert.Equal(3, (await OpenAsync(service)).Count);

        // At the end of June 182 of 366 days are 49.73 %: 40.73 behind at the end of a quarter.
        clock.Now = Examples.Noon("2028-07-02");
        await service.EvaluateAlertsAsync();
        Assert.Equal(["Red ProgressLag F03", "Amber NoSales F06", "Red ProgressLag F06"], await OpenAsync(service));
        var lag = (await service.AlertsAsync("kind=ProgressLag&state=Open")).Single(
            alert => alert.Text("objectId") == FixturePairings.Id("F03").ToString());
        Assert.Equal("2028-06 滞后 40.73 个百分点 pp behind", lag.Text("value"));
        Assert.Equal(("体系重构建议", "330211"), (lag.GetProperty("action").Text("zh"), lag.GetProperty("owner").Text("regionId")));

        await service.SellAsync(unit.UnitId, "2028-06-30", "50000.00");
        await service.EvaluateAlertsAsync();
        Assert.Equal(["Amber NoSales F06", "Red ProgressLag F06"], await OpenAsync(service));
        var closed = Assert.Single(await service.AlertsAsync("state=Closed"));
        Assert.Equal((lag.Text("alertId"), "evaluation"), (closed.Text("alertId"), closed.Text("closedBy")));
        await Eventually.EqualAsync(
            3, () => Task.FromResult(service.Published<AlertRaised>().Count(told => told.Kind is "ProgressLag" or "NoSales")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Dependence_single_buyers_and_december_are_found_by_supplier(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2028-12-31"));
        await using var service = await SharedLedger.StartAsync(engine, clock);
        await service.PairAsync("F01");
        var (policy, market) = (Examples.Unit("330211"), Examples.Unit("310107"));
        await service.DeliverAsync(policy);
        await service.DeliverAsync(market);
        var (leaning, spread) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        // 6,500 of 10,000 are policy's; December's 6,500 are more than five times the 318.18 of the months before.
        await service.SellAsync(
            market.UnitId, "2028-02-10", "3500.00", goods: goods => goods with { SupplierId = leaning }, delivered: "310107");
        await service.SellAsync(policy.UnitId, "2028-12-10", "6500.00", goods: goods => goods with { SupplierId = leaning });
        await service.SellAsync(policy.UnitId, "2028-03-10", "40.00", goods: goods => goods with { SupplierId = spread });
        foreach (var day in (string[])["2028-04-10", "2028-05-10"])
        {
            var other = Examples.Unit("310107");
            await service.DeliverAsync(other);
            await service.SellAsync(other.UnitId, day, "30.00", goods: goods => goods with { SupplierId = spread }, delivered: "310107");
        }

        await service.EvaluateAlertsAsync();

        var found = (await service.AlertsAsync("state=Open")).Select(
            alert => (Kind: alert.Text("kind"), Level: alert.Text("level"), Object: alert.Text("objectId"), Value: alert.Text("value")));
        Assert.Equal(
            [
                ("DecemberSpike", "Amber", leaning.ToString(), "2028-12：前十一个月月均的 20.4 倍 times the month's average before"),
                ("Dependence", "Amber", "513430", "64.75%"),
                ("Dependence", "Amber", leaning.ToString(), "65.00%"),
                ("SingleBuyer", "Amber", leaning.ToString(), "65.00%"),
            ],
            found.OrderBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Object.Length));
        Assert.Empty(
            (await service.Client(Roles.Official, region: "330211", tier: "County").GetJsonAsync("/credits/alerts")).List("items"));
        Assert.Equal(4, (await service.Client(Roles.Official, region: "510000", tier: "Province")
            .GetJsonAsync("/credits/alerts")).List("items").Length);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_day_is_evaluated_by_itself(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2028-06-02"));
        await using var service = await SharedLedger.StartAsync(engine, clock);

        await Eventually.EqualAsync(Examples.Noon("2028-06-02"), async () =>
        {
            await using var scope = service.OpenDb(out var db);
            return await db.ProjectionPositions.Where(position => position.Name == ProjectionPosition.Alerts)
                .Select(position => position.At).SingleAsync();
        });
    }

    /// <summary>Open alerts about pairings, in the order of the pairings.</summary>
    static async Task<IReadOnlyList<string>> OpenAsync(ServiceUnderTest<CreditingDb> service) =>
    [
        .. (await service.AlertsAsync("state=Open")).Where(alert => alert.Text("kind") is "ProgressLag" or "NoSales")
            .Select(
                alert => (
                    Pairing: FixturePairings.Name(Guid.Parse(alert.Text("objectId"))),
                    Kind: alert.Text("kind"),
                    Level: alert.Text("level")))
            .OrderBy(row => row.Pairing, StringComparer.Ordinal).ThenBy(row => row.Kind, StringComparer.Ordinal)
            .Select(row => $"{row.Level} {row.Kind} {row.Pairing}"),
    ];
}
