using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
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
                .Any(told => told is { Kind: ReturnKind.PriceRise, AmountFen: 100_00 } && told.ReturnId == rise.ReturnId)),
            "GoodsReturned of the rise",
            ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_supplier_of_the_shipment_confirms_and_only_once(Engine engine) =>
        await ReturnScenario.OnlyTheSupplierDecidesOnceAsync(await services.OnAsync(engine), isConfirmed: true);
}
