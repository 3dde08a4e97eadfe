using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Returns;

/// <summary>POST /logistics/returns/{returnId}/refusal (CR-15).</summary>
public sealed class RefuseReturnTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_refused_return_is_kept_with_its_reason_and_never_published(Engine engine)
    {
        var scenario = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));
        var claim = await scenario.RequestReturnAsync("Return", "1");

        var refused = await scenario.DecideAsync(claim.ReturnId, isConfirmed: false);

        Assert.Equal((ReturnState.Refused, "签收时完好", LogisticsScenario.Now), (refused.State, refused.RefusalReason, refused.DecidedAt));
        // One that is confirmed afterwards is published, and so would this one have been by then.
        var later = await scenario.RequestReturnAsync("Return", "1");
        await scenario.DecideAsync(later.ReturnId, isConfirmed: true);
        await Testing.Eventually.TrueAsync(
            () => Task.FromResult(scenario.Logistics.Published<GoodsReturned>().Any(told => told.ReturnId == later.ReturnId)),
            "GoodsReturned", ct: Ct);
        Assert.DoesNotContain(scenario.Logistics.Published<GoodsReturned>(), told => told.ReturnId == claim.ReturnId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_supplier_of_the_shipment_refuses_and_only_once(Engine engine) =>
        await ReturnScenario.OnlyTheSupplierDecidesOnceAsync(await services.OnAsync(engine), isConfirmed: false);
}
