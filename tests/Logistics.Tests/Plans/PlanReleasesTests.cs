using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>Shipments that end before they were sent drop out of their plan.</summary>
public sealed class PlanReleasesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_cancelled_drops_out_and_the_others_bear_the_cost(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var plan = await network.PlanAsync();
        var gone = network.ShipmentIds[0];
        await network.CancelAsync(gone);
        var left = await NetworkScenario.PlanAsync(plan.PlanId, network.Office);
        Assert.All(left.Tours.SelectMany(tour => tour.Stops), stop =>
            Assert.Equal(stop.ShipmentId == gone, stop is { ReleasedAt: not null, FreightFen: 0 }));
        Assert.All(left.Tours, tour => Assert.Equal(tour.CostFen, tour.Stops.Sum(stop => stop.FreightFen)));
        Assert.Equal((plan.FreightFen, 50), (left.FreightFen, left.Tours[0].LoadKg));
        Assert.Empty((await LogisticsScenario.ReadAsync<ShipmentLegs>(
            HttpStatusCode.OK, await network.Office.GetAsync($"/logistics/shipments/{gone}/legs", Ct))).Items);

        await network.CancelAsync(network.ShipmentIds[1]);
        var none = await NetworkScenario.PlanAsync(plan.PlanId, network.Office);
        Assert.All(none.Tours, tour => Assert.Equal((TourState.Cancelled, 0), (tour.State, tour.CostFen)));
        Assert.Equal(0, none.FreightFen);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "tour_answered", null, network.Carrier,
            client => client.PostOnceAsync($"/logistics/plans/{plan.PlanId}/tours/1/acceptance", new { }, ct: Ct));
    }
}
