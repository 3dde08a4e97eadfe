using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Network;
using Marketplace.Logistics.Plans;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>POST /logistics/lanes.</summary>
public sealed class RegisterLaneTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_office_where_a_lane_begins_states_it_and_neither_who_carries_nor_who_gets(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, network.CityOffice,
            client => client.PostOnceAsync("/logistics/lanes", Lane(network), ct: Ct));
        foreach (var other in new[] { network.Carrier, network.Supplier })
        {
            await Refused.AsAsync(
                HttpStatusCode.Forbidden, "role_not_allowed", null, other,
                client => client.PostOnceAsync("/logistics/lanes", Lane(network), ct: Ct));
        }

        var lane = await LaneAsync(network, Lane(network));
        Assert.Equal((network.HubId, network.County, "物流中心"), (lane.From.NodeId, lane.From.RegionId, lane.From.Name));
        Assert.Equal((2_300.5m, 2_160, 2_160, null), (lane.DistanceKm, lane.DrivingMinutes, lane.PlannedMinutes, lane.Observed));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "lane_stands", "validFrom", network.Office,
            client => client.PostOnceAsync("/logistics/lanes", Lane(network), ct: Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Other_figures_take_the_place_of_those_that_stood(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var before = await LaneAsync(network, Lane(network));
        var tomorrow = BusinessDay.Of(LogisticsScenario.Now).AddDays(1);
        var now = await LaneAsync(network, Lane(network, new { validFrom = tomorrow, drivingMinutes = 2_000 }));
        Assert.Null(now.EndedOn);
        before = await GetLaneTests.LaneAsync(network, before.LaneId);
        Assert.Equal(tomorrow, before.EndedOn);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "lane_begins_same_day", "validFrom", network.Office,
            client => client.PostOnceAsync(
                "/logistics/lanes", Lane(network, new { validFrom = tomorrow, drivingMinutes = 2_100 }), ct: Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_who_state_the_same_ends_at_once_one_does(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => network.Office.PostOnceAsync(
            "/logistics/lanes", Lane(network, new { drivingMinutes = 2_000 + number }), ct: Ct)));
        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.Conflict],
            answers.Select(answer => answer.StatusCode).Order());
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_no_lane_can_be_is_refused_with_the_figures(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var regions = new
        {
            fromNodeId = (Guid?)null,
            fromRegionId = network.County,
            toNodeId = (Guid?)null,
            toRegionId = network.City,
        };
        var (zh, en) = await RefusedAsync("lane_too_short", "distanceKm", regions, new { distanceKm = 230 });
        Assert.Contains("230.0", zh, StringComparison.Ordinal);
        Assert.Contains("230.0", en, StringComparison.Ordinal);
        (zh, _) = await RefusedAsync("lane_too_fast", "drivingMinutes", new { drivingMinutes = 600 });
        Assert.Contains("每小时 230 公里", zh, StringComparison.Ordinal);
        var other = await NetworkScenario.NodeAsync(Guid.CreateVersion7(), NodeKind.Hub, network.County, network.Office);
        await RefusedAsync("lane_too_long", "distanceKm", new { toNodeId = other.NodeId, distanceKm = 51, drivingMinutes = 100 });
        await RefusedAsync("lane_too_slow", "drivingMinutes", new { toNodeId = other.NodeId, distanceKm = 50, drivingMinutes = 151 });
        await RefusedAsync("lane_too_slow", "drivingMinutes", new { drivingMinutes = 20_000 });
        await RefusedAsync("lane_within", "toNodeId", new { toNodeId = network.HubId });
        await RefusedAsync("lane_within", "toNodeId", new { toNodeId = (Guid?)null, toRegionId = network.County });
        await RefusedAsync("end_unclear", "fromNodeId", new { fromRegionId = network.County });
        await RefusedAsync("end_unclear", "toNodeId", new { toNodeId = (Guid?)null });
        await RefusedAsync("distance_too_fine", "distanceKm", new { distanceKm = 2_300.55 });
        await RefusedAsync("node_not_found", "toNodeId", new { toNodeId = Guid.CreateVersion7() });
        await RefusedAsync("unknown_region", "toRegionId", new { toNodeId = (Guid?)null, toRegionId = "999999" });
        await RefusedAsync("period_reversed", "endedOn", new { endedOn = "2026-01-01" });

        Task<(string Zh, string En)> RefusedAsync(string code, string field, params object[] changes) => Refused.AsAsync(
            HttpStatusCode.BadRequest, code, field, network.Office,
            client => client.PostOnceAsync("/logistics/lanes", Lane(network, changes), ct: Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Plans_go_by_the_most_exact_lane_that_stands(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        await LaneAsync(network, Lane(network, new
        {
            fromNodeId = (Guid?)null,
            fromRegionId = network.County,
            toNodeId = (Guid?)null,
            toRegionId = network.City,
            distanceKm = 2_500,
        }));
        var trunk = Trunk(await network.PlanAsync());
        Assert.Equal((2_500_000, TimeSpan.FromHours(36)), (trunk.Metres, trunk.ReturnsAt - trunk.Stops[^1].LeavesAt));

        await LaneAsync(network, Lane(network, new { drivingMinutes = 2_040 }));
        await network.ShipmentAsync();
        trunk = Trunk(await network.PlanAsync());
        Assert.Equal((2_300_500, TimeSpan.FromHours(34)), (trunk.Metres, trunk.ReturnsAt - trunk.Stops[^1].LeavesAt));
        Assert.Equal(10_000 + (2_300_500 * 580 + 999) / 1_000, trunk.CostFen);

        static PlanView.TourView Trunk(PlanView plan) => Assert.Single(plan.Tours, tour => tour.Kind == TourKind.Trunk);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_plan_is_mended_by_the_lanes_that_stand_on_its_day(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        await LaneAsync(network, Lane(network));
        await LaneAsync(network, Lane(network, new
        {
            validFrom = BusinessDay.Of(LogisticsScenario.Now).AddDays(1),
            distanceKm = 2_900,
        }));
        var plan = await network.PlanAsync();
        var trunk = plan.Tours.Single(tour => tour.Kind == TourKind.Trunk);
        plan = await LogisticsScenario.ReadAsync<PlanView>(HttpStatusCode.OK, await network.Office.PostOnceAsync(
            $"/logistics/plans/{plan.PlanId}/tours/{trunk.Number}/failure", new { note = "故障", outUntil = NetworkScenario.Due }, ct: Ct));
        var instead = Assert.Single(plan.Tours, tour => tour.Revision == 1);
        Assert.Equal((2_300_500, TimeSpan.FromHours(36)), (instead.Metres, instead.ReturnsAt - instead.Stops[^1].LeavesAt));
    }

    /// <summary>From the hub of the network to its depot, changed by what is given.</summary>
    internal static object Lane(NetworkScenario network, params object[] changes)
    {
        var lane = JsonSerializer.SerializeToNode(new
        {
            laneId = Guid.CreateVersion7(),
            fromNodeId = network.HubId,
            toNodeId = network.DepotId,
            distanceKm = 2_300.5m,
            drivingMinutes = 2_160,
            source = "县交通局里程表 2026-3",
            validFrom = "2026-01-01",
        })!.AsObject();
        foreach (var (name, value) in changes.SelectMany(change => JsonSerializer.SerializeToNode(change)!.AsObject()))
        {
            lane[name] = value?.DeepClone();
        }

        return lane;
    }

    internal static async Task<LaneView> LaneAsync(NetworkScenario network, object lane) => await LogisticsScenario.ReadAsync<LaneView>(
        HttpStatusCode.Created, await network.Office.PostOnceAsync("/logistics/lanes", lane, ct: Ct));
}
