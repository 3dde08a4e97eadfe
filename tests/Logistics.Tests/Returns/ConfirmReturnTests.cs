using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Returns;

/// <summary>POST /logistics/returns/{returnId}/confirmation (CR-15).</summary>
public sealed class ConfirmReturnTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_return_counts_once_the_supplier_has_confirmed_it(Engine engine)
    {
        var scenario = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));

        var claim = await scenario.RequestReturnAsync("Return", "20.5");
        Assert.Equal(
            (ReturnState.Requested, scenario.Order.OrderId, 1, LogisticsScenario.Now),
            (claim.State, claim.OrderId, claim.LineNumber, claim.RequestedAt));
        Assert.Equal("金阳青花椒", claim.ProductName);
        Assert.DoesNotContain(scenario.Logistics.Published<GoodsReturned>(), told => told.ReturnId == claim.ReturnId);

        var confirmed = await scenario.DecideAsync(claim.ReturnId, isConfirmed: true);
        Assert.Equal(
            (ReturnState.Confirmed, LogisticsScenario.Now, "test-supplier"), (confirmed.State, confirmed.DecidedAt, confirmed.DecidedBy));
        await Testing.Eventually.TrueAsync(
            () => Task.FromResult(scenario.Logistics.Published<GoodsReturned>().Any(told => told.ReturnId == claim.ReturnId)),
            "GoodsReturned", ct: Ct);
        var returned = Assert.Single(scenario.Logistics.Published<GoodsReturned>(), told => told.ReturnId == claim.ReturnId);
        Assert.Equal(
            new GoodsReturned
            {
                ReturnId = claim.ReturnId,
                OrderId = scenario.Order.OrderId,
                LineId = scenario.Part.Lines[0].LineId,
                AcceptanceNo = 1,
                Kind = ReturnKind.Return,
                Quantity = Examples.Units("20.5"),
                // 20.5 of 100 at 38.60.
                PayableChangeFen = -791_30,
                ConfirmedAt = LogisticsScenario.Now,
                Reason = "到货后发现变质",
                Document = "检测报告 2026-31",
            },
            returned);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_price_rise_that_the_buyer_filed_counts_once_the_supplier_has_confirmed_it(Engine engine)
    {
        var scenario = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));

        var rise = await scenario.RequestReturnAsync("PriceRise", "0", 100_00);
        await scenario.DecideAsync(rise.ReturnId, isConfirmed: true);

        await Testing.Eventually.TrueAsync(
            () => Task.FromResult(scenario.Logistics.Published<GoodsReturned>()
                .Any(told => told is { Kind: ReturnKind.PriceRise, AmountFen: 100_00, PayableChangeFen: 100_00 }
                    && told.ReturnId == rise.ReturnId)),
            "GoodsReturned of the rise",
            ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Returns_one_by_one_and_a_price_cut_between_them_give_back_exactly_the_net(Engine engine)
    {
        // EC-93: three boxes for 100.00; EC-94: a cut changes what has not gone back.
        var logistics = await services.OnAsync(engine);
        Assert.Equal(
            [-33_33L, -33_34L, -33_33L],
            await ChangesAsync(logistics, ("Return", "1", null), ("Return", "1", null), ("Return", "1", null)));
        Assert.Equal(
            [-33_33L, -6_67L, 0, -30_00L, 5_00L, -35_00L],
            await ChangesAsync(
                logistics, ("Return", "1", null), ("PriceCut", "0", 6_67), ("Replacement", "1", null), ("ShortWeight", "1", null),
                ("PriceRise", "0", 5_00), ("Return", "1", null)));
    }

    /// <summary>What each of some claims on three boxes for 100.00 changed, confirmed one after the other.</summary>
    static async Task<List<long?>> ChangesAsync(
        ServiceUnderTest<LogisticsDb> logistics, params (string Kind, string Quantity, long? Fen)[] claims)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(logistics, ("3", "33.3333"));
        await scenario.AcceptAsync();
        List<long?> changes = [];
        foreach (var (kind, quantity, fen) in claims)
        {
            var claim = await scenario.RequestReturnAsync(kind, quantity, fen);
            changes.Add((await scenario.DecideAsync(claim.ReturnId, isConfirmed: true)).PayableChangeFen);
        }

        return changes;
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_supplier_of_the_shipment_confirms_and_only_once(Engine engine) =>
        await ReturnScenario.OnlyTheSupplierDecidesOnceAsync(await services.OnAsync(engine), isConfirmed: true);
}
