using System.Net;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>GET /logistics/plans/{planId}.</summary>
public sealed class GetPlanTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_office_reads_all_of_it_a_carrier_what_it_is_asked_and_others_nothing(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        Assert.Equal(plan.FreightFen, (await NetworkScenario.PlanAsync(plan.PlanId, network.Office)).FreightFen);
        var asked = await NetworkScenario.PlanAsync(plan.PlanId, network.Carrier);
        Assert.Equal((plan.Tours.Count, null, null), (asked.Tours.Count, asked.FreightFen, asked.LeftOut));
        foreach (var stranger in (HttpClient[])[network.CityOffice, network.CarrierOf(Guid.CreateVersion7())])
        {
            await Refused.AsAsync(
                HttpStatusCode.NotFound, "plan_not_found", null, stranger,
                client => client.GetAsync($"/logistics/plans/{plan.PlanId}", Ct));
        }
    }
}
