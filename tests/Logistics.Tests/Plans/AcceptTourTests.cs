using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>POST /logistics/plans/{planId}/tours/{number}/acceptance.</summary>
public sealed class AcceptTourTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_carrier_that_is_asked_accepts_once(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        var path = $"/logistics/plans/{plan.PlanId}/tours/1/acceptance";
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "plan_not_found", null, network.CarrierOf(Guid.CreateVersion7()),
            client => client.PostOnceAsync(path, new { }, ct: Ct));
        var tour = await LogisticsScenario.ReadAsync<PlanView.TourView>(
            HttpStatusCode.OK, await network.Carrier.PostOnceAsync(path, new { }, ct: Ct));
        Assert.Equal(TourState.Accepted, tour.State);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "tour_answered", null, network.Carrier, client => client.PostOnceAsync(path, new { }, ct: Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_suspended_carrier_accepts_nothing(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        await network.Logistics.SuspendAsync(network.CarrierId, NetworkScenario.Due);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "carrier_suspended", "planId", network.Carrier,
            client => client.PostOnceAsync($"/logistics/plans/{plan.PlanId}/tours/1/acceptance", new { }, ct: Ct));
    }
}
