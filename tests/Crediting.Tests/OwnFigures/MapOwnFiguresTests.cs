using System.Diagnostics;
using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Reports;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.OwnFigures;

/// <summary>GET /credits/own/credited, quota and designated-units.</summary>
public sealed class MapOwnFiguresTests
{
    const string Address = "/credits/own/credited?month=2028-03";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_party_reads_its_own_sales_by_pairing_month_and_unit(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F03");
        var own = await OwnScenario.StartAsync(service, units: 2, new Random(1));
        var below = own.Units[1].UnitId;
        await own.BuyAsync(own.Root.UnitId, "2028-01-10", 100.10m);
        await own.BuyAsync(below, "2028-03-10", 30m);
        await own.CutAsync(1, 5, "2028-03-20");
        await own.HelpAsync("2028-03-11", 7m);

        // The unit with the one below it; the pairing is named.
        var tree = await own.Purchaser(own.Root.UnitId).GetJsonAsync(Address);
        var county = tree.List("rows").Single(row => row.Text("tier") == "County");
        Assert.Equal(FixturePairings.Id("F03"), county.GetProperty("holderId").GetGuid());
        Assert.Equal((29_95L, 130_05L, 3L), (county.Fen("month"), county.Fen("yearToDate"), county.Number("entries")));
        Assert.Equal(
            "单位0及下属 1 个单位", tree.GetProperty("header").GetProperty("scope").Text("zh"));
        Assert.Equal((130_05L, 130_05L), (tree.YearToDate("Quota", "Unit"), tree.YearToDate("Designated", "Unit")));

        var units = await own.Purchaser(own.Root.UnitId).GetJsonAsync($"{Address}&by=Unit&scheme=EastWest");
        Assert.Equal(
            [("单位0", 100_10L), ("单位1", 29_95L)],
            units.List("rows").Select(row => (row.Text("unit"), row.Fen("yearToDate"))).Order());
        var months = await own.Purchaser(own.Root.UnitId).GetJsonAsync($"{Address}&by=Month&scheme=EastWest&tier=County");
        Assert.Equal(
            [("2028-01", 100_10L, 100_10L), ("2028-03", 29_95L, 130_05L)],
            months.List("rows").Select(row => (row.Text("period"), row.Fen("month"), row.Fen("yearToDate"))));

        // The unit below reads its own alone, and may be named by the one above.
        foreach (var seen in new[]
        {
            await own.Purchaser(below).GetJsonAsync(Address),
            await own.Purchaser(own.Root.UnitId).GetJsonAsync($"{Address}&unitId={below}"),
        })
        {
            Assert.Equal(29_95L, seen.YearToDate("EastWest", "County"));
        }

        // The supplier and the facilitator read theirs.
        var sold = await service.Client(Roles.Supplier, own.SupplierId).GetJsonAsync($"{Address}&scheme=EastWest&tier=County");
        Assert.Equal(137_05L, Assert.Single(sold.List("totals")).Fen("yearToDate"));
        var helped = await service.Client(Roles.Facilitator, own.FacilitatorId).GetJsonAsync($"{Address}&scheme=EastWest&tier=County");
        Assert.Equal((7_00L, 7_00L), (helped.List("totals")[0].Fen("yearToDate"), helped.List("totals")[0].Fen("assisted")));
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_reads_what_is_anothers(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F03");
        var own = await OwnScenario.StartAsync(service, units: 2, new Random(1));
        await own.BuyAsync(own.Root.UnitId, "2028-01-10", 100m);

        foreach (var stranger in new[]
        {
            own.Purchaser(own.Units[1].UnitId), own.Purchaser(Guid.CreateVersion7()), own.Purchaser(own.SupplierId),
            service.Client(Roles.Supplier, Guid.CreateVersion7()), service.Client(Roles.Supplier, own.Root.UnitId),
            service.Client(Roles.Facilitator, own.FacilitatorId), service.Client(Roles.Purchaser),
        })
        {
            var seen = await stranger.GetJsonAsync(Address);
            Assert.Empty(seen.List("rows"));
            Assert.Empty(seen.List("totals"));
        }

        foreach (var (path, client) in new[]
        {
            ("credited", own.Purchaser(own.Units[1].UnitId)), ("quota", own.Purchaser(Guid.CreateVersion7())),
            ("designated-units", own.Purchaser(own.Units[1].UnitId)), ("not-credited", service.Client(Roles.Supplier, own.SupplierId)),
        })
        {
            Assert.Equal(
                ("unit_not_found", (string?)null),
                await client.RefusedAsync($"/credits/own/{path}?month=2028-03&unitId={own.Root.UnitId}", HttpStatusCode.NotFound));
        }

        await service.IsForAsync(HttpMethod.Get, Address, Roles.Purchaser, Roles.Supplier, Roles.Facilitator);
        await service.IsForAsync(HttpMethod.Get, "/credits/own/quota?month=2028-03", Roles.Purchaser);
    }

    [Theory, InlineData(Engine.Sqlite, 4), InlineData(Engine.PostgreSql, 2)]
    public async Task Own_figures_of_random_ledgers_are_those_of_R7_and_R8_to_the_fen(Engine engine, int ledgers)
    {
        var seed = (int)(Stopwatch.GetTimestamp() % int.MaxValue);
        var random = new Random(seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        for (var i = 0; i < ledgers; i++)
        {
            await using var service = await SharedLedger.StartAsync(engine);
            await service.PairAsync("F01", "F02", "F03");
            var own = await OwnScenario.StartAsync(service, units: random.Next(1, 7), random);
            await own.TradeAsync(random, sales: random.Next(1, 25));

            var quota = await service.ReportAsync("quota?month=2028-03&size=200", Examples.Zhenhai);
            var all = quota.List("rows").ToDictionary(row => row.GetProperty("unitId").GetGuid(), row => row.GetRawText());
            foreach (var unit in own.Units)
            {
                var told = await own.Purchaser(unit.UnitId).GetJsonAsync("/credits/own/quota?month=2028-03&size=200");
                Assert.Equal(
                    own.TreeOf(unit.UnitId).Select(id => all[id]).Order(StringComparer.Ordinal),
                    told.List("rows").Select(row => row.GetRawText()).Order(StringComparer.Ordinal));
                Assert.Equal(own.BoughtBelow(unit.UnitId), told.List("totals")[^1].Fen("executed"));
                var credited = await own.Purchaser(unit.UnitId).GetJsonAsync(Address);
                Assert.Equal(own.BoughtBelow(unit.UnitId), credited.YearToDate("Quota", "Unit"));
                Assert.Equal(own.BoughtBelow(unit.UnitId), credited.YearToDate("Designated", "Unit"));
                Assert.Equal(own.BoughtBelow(unit.UnitId), credited.YearToDate("EastWest", "County"));
            }

            var designated = await own.Purchaser(own.Root.UnitId).GetJsonAsync("/credits/own/designated-units?month=2028-03");
            var reported = await service.ReportAsync("designated-units?month=2028-03", Examples.Zhenhai);
            Assert.Equal(
                reported.List("rows").Select(row => row.GetRawText()), designated.List("rows").Select(row => row.GetRawText()));
            var row = Assert.Single(designated.List("rows"));
            Assert.Equal((own.BoughtBelow(own.Root.UnitId), own.HelpedFen), (row.Fen("bought"), row.Fen("helped")));
            var helped = await service.Client(Roles.Facilitator, own.FacilitatorId).GetJsonAsync(Address);
            Assert.Equal(own.HelpedFen, helped.YearToDate("Designated", "Unit"));
        }
    }

    [Fact]
    public async Task Sums_are_found_by_their_party()
    {
        await using var service = await SharedLedger.StartAsync(Engine.PostgreSql);
        await using var db = service.OpenDbAs(Caller.System);
        foreach (var role in new[] { Roles.Purchaser, Roles.Supplier, Roles.Facilitator })
        {
            var own = await OwnParties.OfAsync(db, new Caller { Subject = "me", Role = role, Org = Guid.CreateVersion7() }, null, Ct);

            var sums = await Statements.PlanWithSomeRowsAsync(db, own.In(db.PartyMonths), Ct);
            var sales = await Statements.PlanWithSomeRowsAsync(db, own.In(db.PartySaleMonths), Ct);

            Assert.Contains("PK_party_months", sums, StringComparison.Ordinal);
            Assert.Contains("PK_party_sale_months", sales, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan", sums + sales, StringComparison.Ordinal);
        }
    }
}
