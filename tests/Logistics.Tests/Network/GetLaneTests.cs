using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Network;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Tests.Custody;
using Marketplace.Logistics.Tests.Plans;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>GET /logistics/lanes/{laneId}, and what LearnTrips learns for it from scans.</summary>
public sealed class GetLaneTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_reads_a_lane(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var lane = await RegisterLaneTests.LaneAsync(network, RegisterLaneTests.Lane(network));
        Assert.Equal(lane, await LaneAsync(network, lane.LaneId));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "lane_not_found", null, network.Carrier,
            client => client.GetAsync($"/logistics/lanes/{Guid.CreateVersion7()}", Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task From_the_day_after_the_fifth_trip_plans_go_by_what_trips_took(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock);
        var network = await NetworkScenario.WithShipmentsAsync(logistics, count: 0, vehicles: 7);
        var lane = await RegisterLaneTests.LaneAsync(network, RegisterLaneTests.Lane(network));
        foreach (var hours in new[] { 20, 26, 22, 40 })
        {
            await DriveAsync(network, hours);
        }

        await LearnAsync(logistics);
        await using var scope = logistics.OpenDb(out var db);
        Assert.Equal((4, 0), (await db.Trips.CountAsync(Ct), await db.ObservedTimes.CountAsync(Ct)));

        await DriveAsync(network, 21);
        Assert.True(await LearnAsync(logistics) > 0);
        Assert.Equal(0, await LearnAsync(logistics));
        // Plans of today stay as they are, also when they are mended.
        Assert.Equal(2_160, (await LaneAsync(network, lane.LaneId)).PlannedMinutes);
        Assert.Equal(TimeSpan.FromHours(36), await TrunkAsync(network));

        clock.Advance(TimeSpan.FromHours(14));
        lane = await LaneAsync(network, lane.LaneId);
        Assert.Equal((5, 22 * 60, 22 * 60), (lane.Observed!.Trips, lane.Observed.MedianMinutes, lane.PlannedMinutes));
        Assert.Equal((2_300.5m, 2_160), (lane.DistanceKm, lane.DrivingMinutes));
        Assert.Equal(TimeSpan.FromHours(22), await TrunkAsync(network));

        // Trips are forgotten once they are old, and with them what they have told.
        clock.Advance(TimeSpan.FromDays(Trip.DaysMax));
        Assert.True(await LearnAsync(logistics) > 0);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Null((await LaneAsync(network, lane.LaneId)).Observed);
        Assert.False(await db.Trips.AnyAsync(Ct));
    }

    internal static async Task<LaneView> LaneAsync(NetworkScenario network, Guid laneId) => await LogisticsScenario.ReadAsync<LaneView>(
        HttpStatusCode.OK, await network.Carrier.GetAsync($"/logistics/lanes/{laneId}", Ct));

    /// <summary>A shipment whose trunk lorry took so many hours, as its carrier has scanned.</summary>
    static async Task DriveAsync(NetworkScenario network, int hours)
    {
        await network.ShipmentAsync();
        var plan = await network.PlanAsync();
        await ReportFailureTests.AcceptAsync(network, plan, plan.Tours.Single(tour => tour.Kind == TourKind.Trunk).Number);
        var shipment = network.ShipmentIds[^1];
        await RecordCustodyTests.ScanAsync(
            network.Carrier, RecordCustodyTests.Scan(shipment, CustodyAct.TakenOver, 100, nodeId: network.HubId));
        await RecordCustodyTests.ScanAsync(
            network.Carrier, RecordCustodyTests.Scan(shipment, CustodyAct.HandedOver, 100 - hours, nodeId: network.DepotId));
    }

    static async Task<int> LearnAsync(ServiceUnderTest<LogisticsDb> logistics)
    {
        await using var scope = logistics.OpenDb(out _);
        return await LearnTrips.RunAsync(scope.ServiceProvider, Ct);
    }

    /// <summary>What a new plan takes for the way from hub to depot.</summary>
    static async Task<TimeSpan> TrunkAsync(NetworkScenario network)
    {
        await network.ShipmentAsync();
        var plan = await network.PlanAsync();
        var trunk = Assert.Single(plan.Tours, tour => tour.Kind == TourKind.Trunk);
        return trunk.ReturnsAt - trunk.Stops[^1].LeavesAt;
    }
}
