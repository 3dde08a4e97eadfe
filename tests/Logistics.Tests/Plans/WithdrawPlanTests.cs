using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>POST /logistics/plans/{planId}/withdrawal.</summary>
public sealed class WithdrawPlanTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_shipments_can_be_planned_anew_and_its_tours_are_answered_no_more(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        var withdrawn = await LogisticsScenario.ReadAsync<PlanView>(
            HttpStatusCode.OK, await network.Office.PostOnceAsync($"/logistics/plans/{plan.PlanId}/withdrawal", new { }, ct: Ct));
        Assert.Equal(PlanState.Withdrawn, withdrawn.State);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "plan_withdrawn", null, network.Carrier,
            client => client.PostOnceAsync($"/logistics/plans/{plan.PlanId}/tours/1/acceptance", new { }, ct: Ct));
        Assert.Equal(plan.Tours.Count, (await network.PlanAsync()).Tours.Count);
    }
}
