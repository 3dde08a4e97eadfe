using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>POST /logistics/plans.</summary>
public sealed class MakePlanTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Shipments_of_a_county_ride_together_over_hub_and_depot(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine));
        var plan = await network.PlanAsync();
        Assert.Empty(plan.LeftOut!);
        Assert.All(plan.Tours, tour => Assert.Equal((TourState.Offered, network.CarrierId), (tour.State, tour.CarrierId)));
        var trunk = Assert.Single(plan.Tours, tour => tour.Kind == TourKind.Trunk);
        Assert.Equal(network.ShipmentIds.Order(), trunk.Stops.Select(stop => stop.ShipmentId).Order());
        Assert.All(plan.Tours, tour => Assert.Equal(tour.CostFen, tour.Stops.Sum(stop => stop.FreightFen)));
        Assert.Equal(plan.FreightFen, plan.Tours.Sum(tour => tour.CostFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_in_a_plan_is_in_no_other(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        await network.PlanAsync();
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "nothing_to_plan", null, network.Office,
            client => client.PostOnceAsync("/logistics/plans", network.Plan(), ct: Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_too_heavy_for_every_lorry_stays_with_the_reason_and_the_cure(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        await network.ShipmentAsync("60000");
        var left = Assert.Single((await network.PlanAsync()).LeftOut!);
        Assert.Equal((network.ShipmentIds[1], "TooLarge"), (left.ShipmentId, left.Reason));
        Assert.Contains("16000", left.Text.Zh, StringComparison.Ordinal);
        Assert.Contains("16000", left.Cure.En, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Frozen_goods_ride_in_freezers_and_never_beside_chilled_ones(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 0);
        await network.VehiclesAsync(network.CarrierId, fixedFen: 20_000, isFreezer: true);
        await network.ShipmentAsync("100", (ProductCategory.Meat, true));
        await network.ShipmentAsync("100", (ProductCategory.Meat, false));
        await network.ShipmentAsync("100", (ProductCategory.Grain, false));
        await network.ShipmentAsync("100", (ProductCategory.Meat, false), (ProductCategory.Grain, false));
        await network.ShipmentAsync("100", (ProductCategory.Meat, true), (ProductCategory.Meat, false));

        var plan = await network.PlanAsync();

        var classes = plan.Tours.SelectMany(tour => tour.Stops.Select(stop => (stop.ShipmentId, tour.Class)))
            .Distinct().ToLookup(pair => pair.ShipmentId, pair => pair.Class);
        Assert.Equal(
            ["frozen", "chilled", "ambient", "chilled"], network.ShipmentIds.Take(4).Select(shipment => Assert.Single(classes[shipment])));
        var left = Assert.Single(plan.LeftOut!);
        Assert.Equal((network.ShipmentIds[4], "MixedClasses"), (left.ShipmentId, left.Reason));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Frozen_goods_stay_with_the_reason_where_lorries_only_chill(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 0);
        await network.ShipmentAsync("100", (ProductCategory.Meat, true));
        await network.ShipmentAsync("100", (ProductCategory.Meat, false));

        var left = Assert.Single((await network.PlanAsync()).LeftOut!);

        Assert.Equal((network.ShipmentIds[0], "NoVehicleOfClass"), (left.ShipmentId, left.Reason));
        Assert.Contains("冷冻", left.Text.Zh, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_plans_at_the_same_time_one_has_the_shipments(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            network.Office.PostOnceAsync("/logistics/plans", network.Plan(), ct: Ct)));
        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.Conflict],
            answers.Select(answer => answer.StatusCode).Order());
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Vehicles_that_another_plan_has_asked_for_are_not_asked_again(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1, vehicles: 1);
        await network.PlanAsync();
        await network.ShipmentAsync();
        var second = await network.PlanAsync();
        Assert.Equal(network.ShipmentIds[1], Assert.Single(second.LeftOut!).ShipmentId);
        Assert.Empty(second.Tours);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Plans_of_two_counties_at_the_same_time_do_not_ask_for_the_same_vehicle(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var city = await NetworkScenario.NodesAsync(logistics);
        await city.VehicleAsync(city.CarrierId, VehicleUse.Delivery, count: 1);
        var counties = new List<NetworkScenario>();
        for (var number = 0; number < 4; number++)
        {
            var county = await NetworkScenario.NodesAsync(logistics, beside: city);
            await county.VehicleAsync(county.CarrierId, VehicleUse.Collection);
            await county.VehicleAsync(county.CarrierId, VehicleUse.Trunk);
            await county.ShipmentAsync(city: city.City);
            counties.Add(county);
        }

        var answers = await Task.WhenAll(counties.Select(county => county.Office.PostOnceAsync("/logistics/plans", county.Plan(), ct: Ct)));
        var asked = 0;
        foreach (var (answer, county) in answers.Zip(counties))
        {
            // Each ends as a plan, whoever was first: what the van of the city can't take any more is left out with the reason.
            var plan = await LogisticsScenario.ReadAsync<PlanView>(HttpStatusCode.Created, answer);
            asked += plan.Tours.Count(tour => tour.CarrierId == city.CarrierId);
            Assert.Equal(
                county.ShipmentIds,
                plan.Tours.SelectMany(tour => tour.Stops).Select(stop => stop.ShipmentId)
                    .Concat(plan.LeftOut!.Select(left => left.ShipmentId)).Distinct());
            Assert.Equal(plan.Tours.Count == 0, plan.LeftOut!.Count == 1);
        }

        Assert.Equal(1, asked);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_go_to_where_the_dock_is_and_not_to_the_middle_of_its_region(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var before = await network.PlanAsync();
        var dockId = Guid.CreateVersion7();
        await network.Logistics.DeliverAsync(
            LearnDocksTests.Dock(dockId, latitude: network.Latitude + 2.6m, longitude: network.Longitude + 18), ct: Ct);
        await network.ShipmentAsync(dockId: dockId);
        var plan = await network.PlanAsync();
        Assert.Empty(plan.LeftOut!);
        Assert.Equal("东校区食堂", Assert.Single(plan.Tours, tour => tour.Kind == TourKind.Delivery).Stops[0].PlaceName);
        Assert.True(MetresOf(plan) > MetresOf(before) + 100_000);

        static long MetresOf(PlanView plan) => plan.Tours.Where(tour => tour.Kind == TourKind.Delivery).Sum(tour => tour.Metres);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_plan_is_made_as_a_job(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await PlanAsJobAsync(network);
        Assert.Equal(network.ShipmentIds, plan.Tours[^1].Stops.Select(stop => stop.ShipmentId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_office_plans_for_its_own_region_alone(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, network.CityOffice,
            client => client.PostOnceAsync("/logistics/plans", network.Plan(), ct: Ct));
    }

    /// <summary>What is cancelled while a long plan is made drops out of it, and the rest of the plan stands.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_changes_meanwhile_is_named_and_the_plan_of_the_others_stands(Engine engine)
    {
        var meanwhile = new BeforeTheLock();
        await using var logistics = await ServiceUnderTest<LogisticsDb>.StartAsync(
            engine,
            "Logistics",
            LogisticsService.Name,
            host =>
            {
                host.AddLogistics();
                host.Services.ConfigureDbContext<LogisticsDb>(options => options.AddInterceptors(meanwhile));
            },
            app => app.MapLogistics(),
            new FixedClock(LogisticsScenario.Now),
            Ct);
        var network = await NetworkScenario.WithShipmentsAsync(logistics, count: 3);
        var gone = network.ShipmentIds[1];
        meanwhile.Do = () => network.CancelAsync(gone);

        var plan = await PlanAsJobAsync(network);

        var left = Assert.Single(plan.LeftOut!);
        Assert.Equal((gone, "ChangedMeanwhile"), (left.ShipmentId, left.Reason));
        foreach (var kind in plan.Tours.GroupBy(tour => tour.Kind))
        {
            Assert.Equal(
                network.ShipmentIds.Where(id => id != gone).Order(),
                kind.SelectMany(tour => tour.Stops).Select(stop => stop.ShipmentId).Order());
        }

        Assert.All(plan.Tours, tour => Assert.Equal(tour.CostFen, tour.Stops.Sum(stop => stop.FreightFen)));
    }

    static async Task<PlanView> PlanAsJobAsync(NetworkScenario network)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/logistics/plans") { Content = JsonContent.Create(network.Plan()) };
        request.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");
        request.Headers.Add("Prefer", "respond-async");
        using var accepted = await network.Office.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var job = accepted.Headers.Location!.OriginalString;
        var ended = await Eventually.NotNullAsync(
            async () => JsonElement.Parse(await network.Office.GetStringAsync(job, Ct)) is var view
                && view.GetProperty("percent").GetInt32() == 100 ? view.GetProperty("answer").GetString() : null,
            "the job to end",
            ct: Ct);
        return await LogisticsScenario.ReadAsync<PlanView>(HttpStatusCode.OK, await network.Office.GetAsync(ended, Ct));
    }

    /// <summary>Does something once when what a plan is made of has been read, and before anything is locked for it.</summary>
    sealed class BeforeTheLock : DbTransactionInterceptor, IDbCommandInterceptor
    {
        DbContext? _planning;

        public Func<Task>? Do { get; set; }

        public ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (Do is not null && command.CommandText.Contains("carrier_vehicles", StringComparison.Ordinal))
            {
                _planning = eventData.Context;
            }

            return new(result);
        }

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default)
        {
            if (Do is { } work && eventData.Context == _planning)
            {
                Do = null;
                await work();
            }

            return result;
        }
    }
}
