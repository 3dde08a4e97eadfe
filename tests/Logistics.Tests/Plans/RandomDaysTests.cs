using System.Globalization;
using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>
/// Days on which carriers accept, refuse and fail, goods are late, offices move and plan anew, and buyers cancel, in any order: after each
/// step the plans still hold what they promise.
/// </summary>
public sealed class RandomDaysTests(SharedServices services, ITestOutputHelper output)
{
    static int LongCount => Given("DAYS_COUNT") ?? 1_000;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_plans_promise_holds_after_every_step_of_some_days(Engine engine) => await PlayAsync(engine, 4);

    [Theory(Explicit = true), InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_plans_promise_holds_after_every_step_of_a_thousand_days(Engine engine) => await PlayAsync(engine, LongCount);

    async Task PlayAsync(Engine engine, int days)
    {
        var seed = Given("DAYS_SEED") ?? Environment.TickCount & 0xFFFFFF;
        var logistics = await services.OnAsync(engine);
        for (var day = 0; day < days; day++, seed++)
        {
            var played = await RandomDay.BeginAsync(logistics, seed);
            try
            {
                await played.PlayAsync();
            }
            catch (Exception)
            {
                output.WriteLine($"DAYS_SEED={seed}{Environment.NewLine}{string.Join(Environment.NewLine, played.Done)}");
                throw;
            }
        }
    }

    static int? Given(string name) => int.TryParse(
        Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
        ? given
        : null;
}

/// <summary>One day of a county with its hub, depot and two carriers.</summary>
sealed class RandomDay
{
    const int StepsMin = 6;
    const int StepsMax = 16;

    readonly NetworkScenario _network;
    readonly Random _random;
    readonly Guid _other = Guid.CreateVersion7();
    readonly List<Guid> _planIds = [];
    readonly List<OfferedVehicle> _vehicles = [];
    readonly Dictionary<Guid, string?> _classes = [];
    readonly HashSet<Guid> _cancelled = [];

    RandomDay(NetworkScenario network, int seed) => (_network, _random) = (network, new Random(seed));

    /// <summary>What was done so far, and how it was answered.</summary>
    public List<string> Done { get; } = [];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RandomDay> BeginAsync(ServiceUnderTest<LogisticsDb> logistics, int seed)
    {
        var day = new RandomDay(await NetworkScenario.NodesAsync(logistics), seed);
        await day.OfferVehiclesAsync();
        await day.OrderAsync();
        return day;
    }

    public async Task PlayAsync()
    {
        await PlanAnewAsync();
        await CheckAsync();
        var steps = _random.Next(StepsMin, StepsMax + 1);
        for (var step = 0; step < steps; step++)
        {
            await (_random.Next(12) switch
            {
                < 4 => AnswerAsync("acceptance"),
                4 => AnswerAsync("refusal"),
                < 7 => FailAsync(),
                7 => MoveAsync(),
                8 => CancelAsync(),
                9 => DelayAsync(),
                10 => PlanAnewAsync(),
                _ => WithdrawAsync(),
            });
            await CheckAsync();
        }
    }

    async Task OfferVehiclesAsync()
    {
        await _network.Logistics.CarrierAsync(_other);
        foreach (var use in Enum.GetValues<VehicleUse>())
        {
            await OfferAsync(_network.CarrierId, use);
            if (_random.Next(3) > 0)
            {
                await OfferAsync(_other, use);
            }
        }
    }

    async Task OfferAsync(Guid carrierId, VehicleUse use)
    {
        var (count, freezes) = (_random.Next(1, 4), _random.Next(2) == 0);
        var vehicle = await _network.VehicleAsync(carrierId, use, _random.Next(5, 40) * 1_000, count, freezes);
        _vehicles.Add(new(vehicle.VehicleId, count, vehicle.PayloadKg, freezes));
    }

    async Task OrderAsync()
    {
        var count = _random.Next(2, 9);
        for (var number = 0; number < count; number++)
        {
            (ProductCategory Category, bool IsFrozen)[] goods =
            [
                .. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => _random.Next(4) switch
                {
                    0 => (ProductCategory.Meat, true),
                    1 => (ProductCategory.Meat, false),
                    _ => (ProductCategory.Grain, false),
                }),
            ];
            await _network.ShipmentAsync($"{_random.Next(1, 90) * 100}", goods);
            var frozen = goods.Any(one => one.IsFrozen);
            var chilled = goods.Any(one => one is { Category: ProductCategory.Meat, IsFrozen: false });
            _classes[_network.ShipmentIds[^1]] =
                frozen ? goods.All(one => one.IsFrozen) ? GoodsClass.Frozen : null
                : chilled ? GoodsClass.Chilled : GoodsClass.Ambient;
        }
    }

    async Task PlanAnewAsync()
    {
        var planId = Guid.CreateVersion7();
        if (await TellAsync("plan", _network.Office, "/logistics/plans", _network.Plan(planId)) == HttpStatusCode.Created)
        {
            _planIds.Add(planId);
        }
    }

    async Task AnswerAsync(string answer)
    {
        if (await AnyTourAsync() is var (planId, tour))
        {
            await TellAsync(
                $"{answer} {tour.Number}", _network.CarrierOf(tour.CarrierId), $"/logistics/plans/{planId}/tours/{tour.Number}/{answer}",
                new { });
        }
    }

    async Task FailAsync()
    {
        if (await AnyTourAsync() is var (planId, tour))
        {
            var by = _random.Next(2) == 0 ? _network.Office : _network.CarrierOf(tour.CarrierId);
            await TellAsync(
                $"failure {tour.Number}", by, $"/logistics/plans/{planId}/tours/{tour.Number}/failure", new { note = "故障" });
        }
    }

    async Task MoveAsync()
    {
        if (await AnyTourAsync() is var (planId, tour))
        {
            var shipmentId = AnyShipment();
            await TellAsync(
                $"move {shipmentId} to {tour.Number}", _network.Office,
                $"/logistics/plans/{planId}/tours/{tour.Number}/shipments/{shipmentId}", new { });
        }
    }

    async Task CancelAsync()
    {
        var shipmentId = AnyShipment();
        var answer = await TellAsync(
            $"cancel {shipmentId}", _network.Logistics.Client(Roles.Purchaser, org: _network.UnitId),
            $"/logistics/shipments/{shipmentId}/cancellation", new { reason = "NotNeeded" });
        if (answer == HttpStatusCode.OK)
        {
            _cancelled.Add(shipmentId);
        }
    }

    async Task DelayAsync()
    {
        var (shipmentId, hours) = (AnyShipment(), _random.Next(1, 60));
        await TellAsync(
            $"{shipmentId} ready in {hours} h", _network.Supplier, $"/logistics/shipments/{shipmentId}/readiness",
            new { readyAt = LogisticsScenario.Now.AddHours(hours) });
    }

    async Task WithdrawAsync()
    {
        if (_planIds.Count > 0 && _random.Next(2) == 0)
        {
            var planId = _planIds[_random.Next(_planIds.Count)];
            await TellAsync("withdrawal", _network.Office, $"/logistics/plans/{planId}/withdrawal", new { note = "改期" });
        }
    }

    Guid AnyShipment() => _network.ShipmentIds[_random.Next(_network.ShipmentIds.Count)];

    async Task<(Guid PlanId, PlanView.TourView Tour)?> AnyTourAsync()
    {
        var tours = (await PlansAsync()).SelectMany(plan => plan.Tours.Select(tour => (plan.PlanId, Tour: tour))).ToList();
        return tours.Count == 0 ? null : tours[_random.Next(tours.Count)];
    }

    /// <summary>Whatever the answer is, it is one that the interface knows; what it may do is told by the state afterwards.</summary>
    async Task<HttpStatusCode> TellAsync(string what, HttpClient by, string path, object body)
    {
        using var answer = await by.PostOnceAsync(path, body, ct: Ct);
        Done.Add($"{what}: {(int)answer.StatusCode} {(answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync(Ct))}");
        Assert.InRange((int)answer.StatusCode, 200, 499);
        Assert.NotEqual(HttpStatusCode.BadRequest, answer.StatusCode);
        return answer.StatusCode;
    }

    async Task<List<PlanView>> PlansAsync()
    {
        List<PlanView> plans = [];
        foreach (var planId in _planIds)
        {
            plans.Add(await NetworkScenario.PlanAsync(planId, _network.Office));
        }

        return plans;
    }

    async Task CheckAsync()
    {
        var plans = await PlansAsync();
        foreach (var plan in plans)
        {
            CheckFreight(plan);
        }

        var standing = plans.Where(plan => plan.State == PlanState.Proposed)
            .SelectMany(plan => plan.Tours.Where(tour => IsStanding(tour.State))).ToList();
        CheckVehicles(standing);
        foreach (var tour in standing)
        {
            CheckLoad(tour);
        }

        foreach (var shipmentId in _network.ShipmentIds)
        {
            await CheckShipmentAsync(shipmentId, plans, standing);
        }
    }

    static bool IsStanding(TourState state) => state is TourState.Offered or TourState.Accepted or TourState.WithoutCarrier;

    static IEnumerable<PlanView.StopView> Remaining(PlanView.TourView tour) => tour.Stops.Where(stop => stop.ReleasedAt is null);

    /// <summary>Freight sums exactly.</summary>
    static void CheckFreight(PlanView plan)
    {
        foreach (var tour in plan.Tours.Where(tour => IsStanding(tour.State)))
        {
            Assert.Equal(tour.CostFen, tour.Stops.Sum(stop => stop.FreightFen));
            Assert.All(tour.Stops, stop => Assert.True(stop.FreightFen >= 0 && (stop.ReleasedAt is null || stop.FreightFen == 0)));
        }

        Assert.Equal(plan.Tours.Where(tour => IsStanding(tour.State)).Sum(tour => tour.CostFen), plan.FreightFen);
    }

    /// <summary>No vehicle is asked for twice on a day.</summary>
    void CheckVehicles(List<PlanView.TourView> standing) => Assert.All(
        standing.Where(tour => tour.State != TourState.WithoutCarrier)
            .GroupBy(tour => (tour.VehicleId, Day: BusinessDay.Of(tour.DepartsAt))),
        used => Assert.InRange(used.Count(), 1, _vehicles.Single(vehicle => vehicle.VehicleId == used.Key.VehicleId).Count));

    /// <summary>No class rides with another, and none in a lorry that does not keep it; nor is any lorry too full.</summary>
    void CheckLoad(PlanView.TourView tour)
    {
        var vehicle = _vehicles.Single(known => known.VehicleId == tour.VehicleId);
        Assert.All(Remaining(tour), stop => Assert.Equal(tour.Class, _classes[stop.ShipmentId]));
        Assert.True(tour.Class != GoodsClass.Frozen || vehicle.Freezes);
        Assert.Equal(tour.LoadKg, Remaining(tour).Sum(stop => stop.WeightKg));
        Assert.InRange(tour.LoadKg, 1, vehicle.PayloadKg);
    }

    /// <summary>A shipment goes all the way by one plan, one leg after the other, or is told why not.</summary>
    async Task CheckShipmentAsync(Guid shipmentId, List<PlanView> plans, List<PlanView.TourView> standing)
    {
        var legs = await ReportFailureTests.LegsAsync(_network, shipmentId);
        Assert.Equal(
            standing.Where(tour => Remaining(tour).Any(stop => stop.ShipmentId == shipmentId))
                .Select(tour => (tour.Kind, tour.Number)).Order(),
            legs.Items.Select(leg => (leg.Kind, leg.TourNumber)).Order());
        if (legs.Items.Count == 0)
        {
            var isTold = plans.Exists(plan =>
                plan.State == PlanState.Proposed && plan.LeftOut!.Any(left => left.ShipmentId == shipmentId));
            Assert.True(
                _cancelled.Contains(shipmentId) || legs.LeftOut is not null || isTold
                || plans.TrueForAll(plan => IsOver(plan, shipmentId)));
            return;
        }

        Assert.DoesNotContain(shipmentId, _cancelled);
        Assert.Null(legs.LeftOut);
        Assert.Single(legs.Items.Select(leg => leg.PlanId).Distinct());
        Assert.Contains(
            string.Join(' ', legs.Items.Select(leg => leg.Kind)), (string[])["Collection Trunk Delivery", "Trunk Delivery", "Direct"]);
        Assert.Equal(legs.Items.Select(leg => leg.ArrivesAt).Order(), legs.Items.Select(leg => leg.ArrivesAt));
        Assert.True(legs.ReadyAt is not { } ready || legs.Items[0].ArrivesAt >= ready || legs.Items[0].Kind is TourKind.Direct);
    }

    static bool IsOver(PlanView plan, Guid shipmentId) =>
        plan.State != PlanState.Proposed || plan.Tours.All(tour => tour.Stops.All(stop => stop.ShipmentId != shipmentId));

    sealed record OfferedVehicle(Guid VehicleId, int Count, int PayloadKg, bool Freezes);
}
