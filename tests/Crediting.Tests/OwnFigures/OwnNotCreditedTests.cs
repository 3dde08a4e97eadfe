using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Reports;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.OwnFigures;

/// <summary>GET /credits/own/not-credited.</summary>
public sealed class OwnNotCreditedTests
{
    const string Unpaired = "653221";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_not_credited_is_told_with_its_reason_and_who_can_act(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F03");
        var own = await OwnScenario.StartAsync(service, units: 2, new Random(1));
        var unit = own.Root.UnitId;
        await own.BuyAsync(unit, "2028-02-10", 40m, origin: Unpaired);
        await own.BuyAsync(own.Units[1].UnitId, "2028-03-10", 100m, origin: Unpaired);
        await own.BuyAsync(unit, "2028-03-11", 10m);
        var suspect = Guid.CreateVersion7();
        await service.DeliverAsync(Examples.Supplier(suspect));
        await service.PostJsonAsync("/credits/suspicions", new
        {
            suspicionId = Guid.CreateVersion7(),
            supplierId = suspect,
            from = "2028-01-01",
            reason = "举报",
        });
        await service.SellAsync(unit, "2028-03-12", "8.00", goods: goods => goods with { SupplierId = suspect });

        var answer = await own.Purchaser(unit).GetJsonAsync("/credits/own/not-credited?month=2028-03&scheme=EastWest");
        var county = answer.List("rows").Where(row => row.Text("tier") == "County").ToDictionary(row => row.Text("reason"));
        Assert.Equal(["NoPairing", "Suspicion"], county.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((1L, 100_00L, "CR-08"), (
            county["NoPairing"].Number("lines"), county["NoPairing"].Fen("amount"), county["NoPairing"].Text("rule")));
        Assert.True(county["NoPairing"].IsNull("waitsFor"));
        Assert.Equal((8_00L, "Held", "核查结论"), (
            county["Suspicion"].Fen("amount"), county["Suspicion"].Text("outcome"),
            county["Suspicion"].GetProperty("waitsFor").Text("zh")));
        Assert.False(county["Suspicion"].IsNull("whoActs"));

        // At the tier of cities nothing is paired, though the county's pairing has credited some of it.
        var city = answer.List("rows").Single(row => row.Text("tier") == "City" && row.Text("reason") == "NoPairing");
        Assert.Equal((118_00L, 10_00L), (city.Fen("amount"), city.Fen("elsewhere")));

        var year = await own.Purchaser(unit).GetJsonAsync(
            "/credits/own/not-credited?month=2028-03&scheme=EastWest&tier=County&since=Year");
        Assert.Equal(148_00L, Assert.Single(year.List("totals")).Fen("amount"));

        Assert.Equal(["2028-02", "2028-03"], year.List("rows").Select(row => row.Text("oldestMonth")));

        // The supplier reads its own, and a sale that it has no part in is not among them.
        var sold = await service.Client(Roles.Supplier, suspect)
            .GetJsonAsync("/credits/own/not-credited?month=2028-03&scheme=EastWest&tier=County");
        Assert.Equal(("Suspicion", 8_00L), (Assert.Single(sold.List("rows")).Text("reason"), sold.List("rows")[0].Fen("amount")));
        Assert.Empty((await own.Purchaser(Guid.CreateVersion7())
            .GetJsonAsync("/credits/own/not-credited?month=2028-03")).List("rows"));
    }
}
