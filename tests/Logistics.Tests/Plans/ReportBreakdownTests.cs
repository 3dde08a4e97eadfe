using System.Net;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>POST /logistics/plans/{planId}/tours/{number}/breakdown.</summary>
public sealed class ReportBreakdownTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_on_board_of_a_collection_is_taken_over_and_what_waits_is_fetched_by_another(Engine engine)
    {
        await using var road = await Road.WithAsync(engine, count: 2, vehicles: 3);
        var tour = road.TourOf(TourKind.Collection);
        road.Clock.Now = tour.Stops[0].LeavesAt;
        var (loaded, waiting) = (tour.Stops[0].ShipmentId, tour.Stops[1].ShipmentId);
        await road.TakeOverAsync(loaded);
        var changed = await road.BreakDownAsync(tour);

        var broken = changed.Tours.Single(known => known.Number == tour.Number);
        Assert.Equal((TourState.BrokenDown, 1, 0L), (broken.State, broken.EndedIn, broken.CostFen));
        var instead = changed.Tours.Where(known => known.Revision == 1).ToList();
        var transfer = Assert.Single(instead, known => known.Transfer is not null);
        Assert.Equal((TourKind.Collection, TourState.Offered, tour.Number), (transfer.Kind, transfer.State, transfer.Transfer!.FromTour));
        Assert.Equal(loaded, Assert.Single(transfer.Stops).ShipmentId);
        Assert.True(transfer.DepartsAt >= road.Clock.Now.AddHours(2));
        Assert.Equal(waiting, Assert.Single(Assert.Single(instead, known => known.Transfer is null).Stops).ShipmentId);
        Assert.All(
            changed.Tours.Where(known => known.Kind != TourKind.Collection),
            known => Assert.Equal((TourState.Accepted, 0), (known.State, known.Revision)));
        var revision = Assert.Single((await road.PlanAsync()).Revisions!);
        Assert.Equal(
            (PlanChangeCause.LorryBrokeDown, PlanChanger.Carrier, tour.Number, "高速 K12"),
            (revision.Cause, revision.By, revision.TourNumber, revision.PlaceName));
        Assert.Empty(revision.LeftOut);
        var legs = await ReportFailureTests.LegsAsync(road.Network, loaded);
        Assert.Equal([transfer.Number, road.TourOf(TourKind.Trunk).Number], legs.Items.Take(2).Select(leg => leg.TourNumber));
        Assert.False(legs.IsLate);
        // The carrier accepts the new tour as any other, and scans the hand-over from lorry to lorry.
        await ReportFailureTests.AcceptAsync(road.Network, road.Plan, transfer.Number);
        var sheet = await LogisticsScenario.ReadAsync<RunSheet>(HttpStatusCode.OK, await road.Network.Carrier.GetAsync(
            $"{ReportFailureTests.PathOf(road.Plan, transfer.Number)}/run-sheet", Ct));
        Assert.Equal((tour.Number, "高速 K12"), (sheet.Transfer!.FromTour, sheet.Transfer.PlaceName));
        Assert.Equal("高速 K12", Assert.Single(sheet.Stops).PlaceName);
        road.Clock.Now = transfer.Stops[0].LeavesAt;
        await road.TakeOverAsync(loaded);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Before_its_first_stop_all_goods_go_as_after_a_failure(Engine engine)
    {
        await using var road = await Road.WithAsync(engine, count: 2, vehicles: 2);
        var tour = road.TourOf(TourKind.Collection);
        road.Clock.Now = tour.DepartsAt;
        var changed = await road.BreakDownAsync(tour, road.Network.Office);
        var instead = Assert.Single(changed.Tours, known => known.Revision == 1);
        Assert.Null(instead.Transfer);
        Assert.Equal(road.Network.ShipmentIds.Order(), instead.Stops.Select(stop => stop.ShipmentId).Order());
        Assert.Equal(PlanChanger.Office, Assert.Single(changed.Revisions!).By);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_trunk_lorry_is_relieved_while_the_delivery_is_still_reached(Engine engine)
    {
        await using var road = await Road.WithAsync(engine, count: 2, vehicles: 2);
        var tour = road.TourOf(TourKind.Trunk);
        road.Clock.Now = tour.Stops[^1].LeavesAt;
        await road.TakeOverAsync([.. road.Network.ShipmentIds]);
        var changed = await road.BreakDownAsync(tour);
        var transfer = Assert.Single(changed.Tours, known => known.Revision == 1);
        Assert.Equal((TourKind.Trunk, 2), (transfer.Kind, transfer.Stops.Count));
        Assert.True(transfer.ReturnsAt.AddHours(1) <= road.TourOf(TourKind.Delivery).DepartsAt);
        Assert.Equal(transfer.CostFen, transfer.Stops.Sum(stop => stop.FreightFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_nobody_takes_on_in_time_is_stranded_with_a_next_chance_until_its_supplier_says_where_it_is(Engine engine)
    {
        await using var road = await Road.WithAsync(engine, count: 2, vehicles: 2);
        var tour = road.TourOf(TourKind.Trunk);
        road.Clock.Now = road.TourOf(TourKind.Delivery).DepartsAt.AddHours(-6);
        await road.TakeOverAsync([.. road.Network.ShipmentIds]);
        await road.BreakDownAsync(tour, road.Network.Carrier, new { regionId = road.Network.City });
        var changed = await road.PlanAsync();
        Assert.Equal(TourState.Cancelled, changed.Tours.Single(known => known.Kind == TourKind.Delivery).State);
        Assert.Equal(2, changed.LeftOut!.Count);
        Assert.All(changed.LeftOut!, left => Assert.Equal("OnBrokenLorry", left.Reason));
        var legs = await ReportFailureTests.LegsAsync(road.Network, road.Network.ShipmentIds[0]);
        Assert.True(legs.IsLate);
        Assert.NotNull(legs.LeftOut!.NextChance);
        Assert.Equal(legs.LeftOut.NextChance, legs.ExpectedAt);
        var late = await LogisticsScenario.ReadAsync<Page<ShipmentSummary>>(
            HttpStatusCode.OK, await road.Network.Supplier.GetAsync("/logistics/shipments?late=true", Ct));
        Assert.Equal(road.Network.ShipmentIds.Order(), late.Items.Select(shipment => shipment.ShipmentId).Order());
        // No plan fetches it from where it no longer is; the carrier still has it, and scans it.
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "nothing_to_plan", null, road.Network.Office,
            client => client.PostOnceAsync("/logistics/plans", road.Network.Plan(), ct: Ct));
        await road.TakeOverAsync(road.Network.ShipmentIds[0]);
        using (var ready = await road.Network.Supplier.PostOnceAsync(
            $"/logistics/shipments/{road.Network.ShipmentIds[0]}/readiness", new { readyAt = road.Clock.Now.AddHours(1) }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }

        var anew = await road.Network.PlanAsync();
        Assert.Equal(
            [road.Network.ShipmentIds[0]],
            anew.Tours.SelectMany(known => known.Stops).Select(stop => stop.ShipmentId)
                .Concat(anew.LeftOut!.Select(left => left.ShipmentId)).Distinct());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_delivery_goes_on_to_the_docks_that_are_left_and_what_was_delivered_stays(Engine engine)
    {
        await using var road = await Road.WithAsync(engine, count: 3, vehicles: 2);
        var tour = road.TourOf(TourKind.Delivery);
        await road.DispatchAsync(tour);
        road.Clock.Now = tour.Stops[0].LeavesAt;
        await road.TakeOverAsync([.. road.Network.ShipmentIds]);
        using (var delivered = await road.Network.Carrier.PostOnceAsync(
            $"/logistics/shipments/{tour.Stops[0].ShipmentId}/delivery", new { receivedBy = "食堂" }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.OK, delivered.StatusCode);
        }

        var changed = await road.BreakDownAsync(tour, road.Network.Carrier, new { regionId = road.Network.City });
        var broken = changed.Tours.Single(known => known.Number == tour.Number);
        Assert.Equal(tour.Stops[0].ShipmentId, Assert.Single(broken.Stops, stop => stop.ReleasedAt is null).ShipmentId);
        Assert.Equal(tour.Stops[0].FreightFen, broken.CostFen);
        var transfer = Assert.Single(changed.Tours, known => known.Revision == 1);
        Assert.Equal(
            tour.Stops.Skip(1).Select(stop => stop.ShipmentId), transfer.Stops.Select(stop => stop.ShipmentId));
        Assert.Equal(tour.Number, transfer.Transfer!.FromTour);
        var office = await road.PlanAsync();
        Assert.Equal(
            office.FreightFen,
            office.Tours.Where(known => known.State is TourState.Accepted or TourState.Offered or TourState.BrokenDown)
                .Sum(known => known.CostFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_direct_lorry_is_relieved_by_another(Engine engine)
    {
        await using var road = await Road.DirectAsync(engine);
        var tour = road.TourOf(TourKind.Direct);
        road.Clock.Now = tour.DepartsAt.AddMinutes(10);
        var changed = await road.BreakDownAsync(
            tour, road.Network.Carrier, new { regionId = road.Network.County }, [.. tour.Stops.Select(stop => stop.ShipmentId)]);
        var transfer = Assert.Single(changed.Tours, known => known.Revision == 1);
        Assert.Equal((TourKind.Direct, tour.Stops.Count), (transfer.Kind, transfer.Stops.Count));
        Assert.NotNull(transfer.Transfer);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_relief_that_nobody_drives_is_asked_of_another_from_the_same_place_or_strands_its_goods(Engine engine)
    {
        await using var road = await Road.WithAsync(engine, count: 1, vehicles: 2);
        var tour = road.TourOf(TourKind.Collection);
        road.Clock.Now = tour.Stops[0].LeavesAt;
        await road.TakeOverAsync(road.Network.ShipmentIds[0]);
        var relief = Assert.Single((await road.BreakDownAsync(tour)).Tours, known => known.Revision == 1);
        using (var refused = await road.Network.Carrier.PostOnceAsync(
            $"{ReportFailureTests.PathOf(road.Plan, relief.Number)}/refusal", new { }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        }

        var other = Guid.CreateVersion7();
        await road.Network.Logistics.CarrierAsync(other);
        await road.Network.VehicleAsync(other, VehicleUse.Collection, count: 1);
        var path = $"{ReportFailureTests.PathOf(road.Plan, relief.Number)}/failure";
        await LogisticsScenario.ReadAsync<PlanView>(
            HttpStatusCode.OK, await road.Network.Office.PostOnceAsync(path, new { note = "无人承运" }, ct: Ct));
        var again = Assert.Single((await road.PlanAsync()).Tours, known => known.Revision == 2);
        Assert.Equal((other, tour.Number), (again.CarrierId, again.Transfer!.FromTour));
        Assert.Equal(relief.Transfer!.PlaceName, again.Transfer.PlaceName);
        // Its only lorry fails, and then the last one of the first carrier.
        foreach (var (by, revision) in new[] { (other, 2), (road.Network.CarrierId, 3) })
        {
            var next = Assert.Single((await road.PlanAsync()).Tours, known => known.Revision == revision);
            Assert.Equal(by, next.CarrierId);
            await LogisticsScenario.ReadAsync<PlanView>(HttpStatusCode.OK, await road.Network.CarrierOf(by).PostOnceAsync(
                $"{ReportFailureTests.PathOf(road.Plan, next.Number)}/failure", new { note = "故障" }, ct: Ct));
        }

        Assert.Equal("OnBrokenLorry", Assert.Single((await road.PlanAsync()).LeftOut!).Reason);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_is_said_once_by_its_carrier_or_an_office_while_the_tour_is_driven(Engine engine)
    {
        await using var road = await Road.WithAsync(engine, count: 1, vehicles: 2);
        var tour = road.TourOf(TourKind.Collection);
        var path = $"{ReportFailureTests.PathOf(road.Plan, tour.Number)}/breakdown";
        var where = new { regionId = road.Network.County };
        object said = new { note = "爆胎", where };
        await RefusedAsync(HttpStatusCode.Conflict, "tour_not_begun", null, road.Network.Carrier, path, said);
        road.Clock.Now = tour.Stops[0].LeavesAt;
        await RefusedAsync(HttpStatusCode.NotFound, "plan_not_found", null, road.Network.CarrierOf(Guid.CreateVersion7()), path, said);
        await RefusedAsync(HttpStatusCode.NotFound, "plan_not_found", null, road.Network.CityOffice, path, said);
        await RefusedAsync(
            HttpStatusCode.BadRequest, "location_unclear", "where.latitude", road.Network.Carrier, path,
            new { note = "爆胎", where = new { } });
        await RefusedAsync(
            HttpStatusCode.BadRequest, "not_on_tour", "onBoard", road.Network.Carrier, path,
            new { note = "爆胎", where, onBoard = new[] { Guid.CreateVersion7() } });
        await RefusedAsync(
            HttpStatusCode.BadRequest, "node_unknown", "where.nodeId", road.Network.Carrier, path,
            new { note = "爆胎", where = new { nodeId = Guid.CreateVersion7() } });
        var key = $"{Guid.CreateVersion7()}";
        var at = new { note = "爆胎", where = new { nodeId = road.Network.HubId } };
        var first = await LogisticsScenario.ReadAsync<PlanView>(
            HttpStatusCode.OK, await road.Network.Carrier.PostOnceAsync(path, at, key, Ct));
        var second = await LogisticsScenario.ReadAsync<PlanView>(
            HttpStatusCode.OK, await road.Network.Carrier.PostOnceAsync(path, at, key, Ct));
        Assert.Equal(first.Tours.Count, second.Tours.Count);
        await RefusedAsync(HttpStatusCode.Conflict, "tour_ended", null, road.Network.Carrier, path, said);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Two_reports_and_a_scan_at_the_same_time_change_the_plan_once(Engine engine)
    {
        await using var road = await Road.WithAsync(engine, count: 2, vehicles: 3);
        var tour = road.TourOf(TourKind.Collection);
        road.Clock.Now = tour.Stops[1].LeavesAt;
        var path = $"{ReportFailureTests.PathOf(road.Plan, tour.Number)}/breakdown";
        object said = new { note = "爆胎", where = new { regionId = road.Network.County }, onBoard = new[] { road.Network.ShipmentIds[0] } };
        var reports = Task.WhenAll(
            road.Network.Carrier.PostOnceAsync(path, said, ct: Ct), road.Network.Office.PostOnceAsync(path, said, ct: Ct));
        await Task.WhenAll(reports, road.TakeOverAsync(road.Network.ShipmentIds[0]));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], (await reports).Select(answer => answer.StatusCode).Order());
        var plan = await road.PlanAsync();
        Assert.Single(plan.Revisions!);
        var live = plan.Tours.Where(known => known.Kind == TourKind.Collection && known.State == TourState.Offered)
            .SelectMany(known => known.Stops).Select(stop => stop.ShipmentId).ToList();
        Assert.Equal(
            road.Network.ShipmentIds.Order(), live.Concat(plan.LeftOut!.Select(left => left.ShipmentId)).Order());
    }

    static Task<(string Zh, string En)> RefusedAsync(
        HttpStatusCode status, string code, string? field, HttpClient by, string path, object body) =>
        Refused.AsAsync(status, code, field, by, client => client.PostOnceAsync(path, body, ct: Ct));

    /// <summary>A plan whose tours are all accepted, on a service of its own, whose clock goes along with it.</summary>
    sealed class Road(FixedClock clock, NetworkScenario network, PlanView plan) : IAsyncDisposable
    {
        public FixedClock Clock => clock;

        public NetworkScenario Network => network;

        public PlanView Plan => plan;

        public static async Task<Road> WithAsync(Engine engine, int count, int vehicles)
        {
            var clock = new FixedClock(LogisticsScenario.Now);
            var network = await NetworkScenario.WithShipmentsAsync(await SharedServices.StartAsync(engine, clock), count, vehicles);
            return await AcceptedAsync(clock, network);
        }

        /// <summary>Goods that are heavy enough for a lorry of their own.</summary>
        public static async Task<Road> DirectAsync(Engine engine)
        {
            var clock = new FixedClock(LogisticsScenario.Now);
            var network = await NetworkScenario.WithShipmentsAsync(await SharedServices.StartAsync(engine, clock), count: 0);
            await network.ShipmentAsync("9000");
            return await AcceptedAsync(clock, network);
        }

        public ValueTask DisposeAsync() => network.Logistics.DisposeAsync();

        public PlanView.TourView TourOf(TourKind kind) => plan.Tours.First(tour => tour.Kind == kind);

        public Task<PlanView> PlanAsync() => NetworkScenario.PlanAsync(plan.PlanId, network.Office);

        public async Task TakeOverAsync(params Guid[] shipments)
        {
            var outcomes = await LogisticsScenario.ReadAsync<RecordCustody.Outcomes>(
                HttpStatusCode.OK,
                await network.Carrier.PostOnceAsync(
                    "/logistics/custody-events",
                    new
                    {
                        items = shipments.Select(shipment => new
                        {
                            eventId = Guid.CreateVersion7(),
                            shipmentId = shipment,
                            act = "TakenOver",
                            packages = 10,
                            condition = "Good",
                            statedAt = clock.Now,
                        }),
                    },
                    ct: Ct));
            Assert.All(outcomes.Items, outcome => Assert.Null(outcome.Problem));
        }

        public async Task DispatchAsync(PlanView.TourView tour)
        {
            using var sent = await network.Supplier.PostOnceAsync(
                "/logistics/dispatches",
                new { carrierId = network.CarrierId, waybill = "YD1", tour = new { planId = plan.PlanId, number = tour.Number } }, ct: Ct);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }

        public async Task<PlanView> BreakDownAsync(
            PlanView.TourView tour, HttpClient? by = null, object? where = null, IReadOnlyList<Guid>? onBoard = null) =>
            await LogisticsScenario.ReadAsync<PlanView>(
                HttpStatusCode.OK,
                await (by ?? network.Carrier).PostOnceAsync(
                    $"{ReportFailureTests.PathOf(plan, tour.Number)}/breakdown",
                    new
                    {
                        note = "变速箱故障",
                        onBoard,
                        where = where ?? new { latitude = network.Latitude, longitude = network.Longitude, placeName = "高速 K12" },
                    },
                    ct: Ct));

        static async Task<Road> AcceptedAsync(FixedClock clock, NetworkScenario network)
        {
            var plan = await network.PlanAsync();
            Assert.Empty(plan.LeftOut!);
            await ReportFailureTests.AcceptAsync(network, plan, [.. plan.Tours.Select(tour => tour.Number)]);
            return new Road(clock, network, plan);
        }
    }
}
