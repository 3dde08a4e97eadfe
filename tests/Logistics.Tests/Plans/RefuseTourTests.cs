using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>POST /logistics/plans/{planId}/tours/{number}/refusal.</summary>
public sealed class RefuseTourTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_next_carrier_is_asked_at_its_own_price_until_there_is_none(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var dearer = Guid.CreateVersion7();
        await network.Logistics.CarrierAsync(dearer);
        await network.VehiclesAsync(dearer, fixedFen: 20_000);
        var plan = await network.PlanAsync();
        var trunk = plan.Tours.Single(tour => tour.Kind == TourKind.Delivery);
        var path = $"/logistics/plans/{plan.PlanId}/tours/{trunk.Number}/refusal";

        var answer = await LogisticsScenario.ReadAsync<RefuseTour.Answer>(
            HttpStatusCode.OK, await network.Carrier.PostOnceAsync(path, new { note = "车辆已满" }, ct: Ct));
        Assert.Equal(TourState.Offered, answer.State);
        var next = (await NetworkScenario.PlanAsync(plan.PlanId, network.Office)).Tours.Single(tour => tour.Number == trunk.Number);
        Assert.Equal((dearer, trunk.CostFen + 10_000), (next.CarrierId, next.CostFen));
        Assert.Equal(next.CostFen, next.Stops.Sum(stop => stop.FreightFen));
        Assert.Equal([(network.CarrierId, "车辆已满")], next.Refusals!.Select(refusal => (refusal.CarrierId, refusal.Note)));
        var asked = await NetworkScenario.PlanAsync(plan.PlanId, network.CarrierOf(dearer));
        Assert.Null(asked.Tours.Single(tour => tour.Number == trunk.Number).Refusals);

        answer = await LogisticsScenario.ReadAsync<RefuseTour.Answer>(
            HttpStatusCode.OK, await network.CarrierOf(dearer).PostOnceAsync(path, new { }, ct: Ct));
        Assert.Equal(TourState.WithoutCarrier, answer.State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_tour_that_was_accepted_is_given_back_before_it_begins(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        var tour = $"/logistics/plans/{plan.PlanId}/tours/1";
        using (await network.Carrier.PostOnceAsync($"{tour}/acceptance", new { }, ct: Ct))
        {
            var answer = await LogisticsScenario.ReadAsync<RefuseTour.Answer>(
                HttpStatusCode.OK, await network.Carrier.PostOnceAsync($"{tour}/refusal", new { }, ct: Ct));
            Assert.Equal(TourState.WithoutCarrier, answer.State);
        }

        await Refused.AsAsync(
            HttpStatusCode.Conflict, "tour_answered", null, network.Carrier,
            client => client.PostOnceAsync($"{tour}/refusal", new { }, ct: Ct));
    }
}
