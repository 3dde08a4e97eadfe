using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>POST /logistics/shipments/{shipmentId}/readiness.</summary>
public sealed class StateReadinessTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_that_are_late_are_fetched_by_another_tour_and_ride_with_the_same_trunk_lorry(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var plan = await network.PlanAsync();
        var collection = plan.Tours.Single(tour => tour.Kind == TourKind.Collection);
        var trunk = plan.Tours.Single(tour => tour.Kind == TourKind.Trunk);
        await ReportFailureTests.AcceptAsync(network, plan, collection.Number, trunk.Number);
        var late = network.ShipmentIds[0];
        var legs = await ReadyAsync(network.Supplier, late, collection.Stops.Max(stop => stop.LeavesAt).AddMinutes(20));
        Assert.Equal([TourKind.Collection, TourKind.Trunk, TourKind.Delivery], legs.Items.Select(leg => leg.Kind));
        Assert.NotEqual(collection.Number, legs.Items[0].TourNumber);
        Assert.Equal(trunk.Number, legs.Items[1].TourNumber);
        Assert.True(legs.Items[0].ArrivesAt >= legs.ReadyAt);
        Assert.False(legs.IsLate);
        var changed = await NetworkScenario.PlanAsync(plan.PlanId, network.Office);
        var revision = Assert.Single(changed.Revisions!);
        Assert.Equal((PlanChangeCause.GoodsLate, PlanChanger.Supplier, late), (revision.Cause, revision.By, revision.ShipmentId));
        // The carrier that has accepted goes as it said, without what is late.
        var agreed = changed.Tours.Single(tour => tour.Number == collection.Number);
        Assert.Equal((TourState.Accepted, collection.DepartsAt), (agreed.State, agreed.DepartsAt));
        Assert.Equal(late, Assert.Single(agreed.Stops, stop => stop.ReleasedAt is not null).ShipmentId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_that_no_way_takes_any_more_drop_out_and_the_supplier_is_told_why(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var plan = await network.PlanAsync();
        var legs = await ReadyAsync(network.Supplier, network.ShipmentIds[0], BusinessDay.StartOf(NetworkScenario.Due).AddHours(9));
        Assert.Empty(legs.Items);
        Assert.True(legs.IsLate);
        Assert.Equal("WindowUnreachable", legs.LeftOut!.Reason);
        var changed = await NetworkScenario.PlanAsync(plan.PlanId, network.Office);
        Assert.Equal(network.ShipmentIds[0], Assert.Single(changed.LeftOut!).ShipmentId);
        Assert.All(changed.Tours, tour => Assert.Single(tour.Stops, stop => stop.ReleasedAt is null));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_in_no_plan_are_planned_for_when_they_are_ready(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var readyAt = BusinessDay.StartOf(BusinessDay.Of(LogisticsScenario.Now)).AddHours(16);
        var legs = await ReadyAsync(network.Office, network.ShipmentIds[0], readyAt);
        Assert.Empty(legs.Items);
        Assert.False(legs.IsLate);
        var collection = (await network.PlanAsync()).Tours.Single(tour => tour.Kind == TourKind.Collection);
        Assert.True(collection.Stops[0].ArrivesAt >= readyAt);
        Assert.Null((await ReadyAsync(network.Supplier, network.ShipmentIds[0], LogisticsScenario.Now.AddMinutes(1))).LeftOut);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_is_said_by_the_supplier_or_its_office_for_days_that_can_be(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var path = $"/logistics/shipments/{network.ShipmentIds[0]}/readiness";
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "ready_out_of_range", "readyAt", network.Supplier,
            client => client.PostOnceAsync(path, new { readyAt = LogisticsScenario.Now.AddDays(90) }, ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, network.CityOffice,
            client => client.PostOnceAsync(path, new { readyAt = LogisticsScenario.Now.AddDays(1) }, ct: Ct));
        await network.CancelAsync(network.ShipmentIds[0]);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_cancelled", null, network.Supplier,
            client => client.PostOnceAsync(path, new { readyAt = LogisticsScenario.Now.AddDays(1) }, ct: Ct));
    }

    static async Task<ShipmentLegs> ReadyAsync(HttpClient by, Guid shipmentId, DateTimeOffset readyAt) =>
        await LogisticsScenario.ReadAsync<ShipmentLegs>(
            HttpStatusCode.OK,
            await by.PostOnceAsync($"/logistics/shipments/{shipmentId}/readiness", new { readyAt, note = "连日降雨" }, ct: Ct));
}
