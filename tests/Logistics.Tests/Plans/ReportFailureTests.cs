using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>POST /logistics/plans/{planId}/tours/{number}/failure.</summary>
public sealed class ReportFailureTests(SharedServices services)
{
    static readonly object Broken = new { note = "变速箱故障" };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_vehicle_at_rest_takes_the_tour_and_the_others_stay_as_they_were(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine));
        var plan = await network.PlanAsync();
        var trunk = plan.Tours.Single(tour => tour.Kind == TourKind.Trunk);
        await AcceptAsync(network, plan, [.. plan.Tours.Select(tour => tour.Number)]);

        await FailAsync(network.Carrier, plan, trunk.Number, Broken);
        var changed = await NetworkScenario.PlanAsync(plan.PlanId, network.Office);
        var failed = changed.Tours.Single(tour => tour.Number == trunk.Number);
        Assert.Equal((TourState.Failed, 1), (failed.State, failed.EndedIn));
        var instead = Assert.Single(changed.Tours, tour => tour.Revision == 1);
        Assert.Equal((TourKind.Trunk, TourState.Offered), (instead.Kind, instead.State));
        Assert.Equal(
            trunk.Stops.Select(stop => stop.ShipmentId).Order(), instead.Stops.Select(stop => stop.ShipmentId).Order());
        Assert.Equal(instead.CostFen, instead.Stops.Sum(stop => stop.FreightFen));
        Assert.All(
            changed.Tours.Where(tour => tour.Kind != TourKind.Trunk),
            tour => Assert.Equal((TourState.Accepted, 0), (tour.State, tour.Revision)));
        Assert.Equal(plan.FreightFen, changed.FreightFen);
        var revision = Assert.Single(changed.Revisions!);
        Assert.Equal(
            (PlanChangeCause.LorryFailed, PlanChanger.Carrier, trunk.Number, "变速箱故障"),
            (revision.Cause, revision.By, revision.TourNumber, revision.Note));
        Assert.Empty(revision.LeftOut);
        // It is asked for the new tour as for any other, and the shipment's legs are those of today.
        await AcceptAsync(network, plan, instead.Number);
        var legs = await LegsAsync(network, network.ShipmentIds[0]);
        Assert.Equal([TourState.Accepted, TourState.Accepted, TourState.Accepted], legs.Items.Select(leg => leg.State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_no_vehicle_takes_drops_out_with_the_reason_and_can_be_planned_anew(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2, vehicles: 1);
        var plan = await network.PlanAsync();
        var delivery = plan.Tours.Single(tour => tour.Kind == TourKind.Delivery);
        await FailAsync(network.Carrier, plan, delivery.Number, new { note = "事故", outUntil = NetworkScenario.Due.AddDays(1) });
        var changed = await NetworkScenario.PlanAsync(plan.PlanId, network.Office);
        Assert.Equal(network.ShipmentIds.Order(), changed.LeftOut!.Select(left => left.ShipmentId).Order());
        Assert.All(changed.LeftOut!, left => Assert.Equal("CapacityUsedUp", left.Reason));
        Assert.All(
            changed.Tours.Where(tour => tour.Number != delivery.Number),
            tour => Assert.Equal((TourState.Cancelled, 0), (tour.State, tour.CostFen)));
        Assert.Equal(0, changed.FreightFen);
        var legs = await LegsAsync(network, network.ShipmentIds[0]);
        Assert.True(legs.IsLate);
        Assert.Equal(NetworkScenario.Due.AddDays(1), BusinessDayOf(legs.ExpectedAt));
        Assert.NotEmpty(legs.LeftOut!.Text.Zh);
        // The lorry is out on the day after as well, so that a plan that is made anew leaves them out.
        Assert.Empty((await network.PlanAsync()).Tours);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_office_has_others_drive_what_every_carrier_refused(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var plan = await network.PlanAsync();
        var trunk = plan.Tours.Single(tour => tour.Kind == TourKind.Trunk);
        using (var refused = await network.Carrier.PostOnceAsync($"{PathOf(plan, trunk.Number)}/refusal", new { }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        }

        var other = Guid.CreateVersion7();
        await network.Logistics.CarrierAsync(other);
        await network.VehicleAsync(other, VehicleUse.Trunk, fixedFen: 40_000);
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "tour_not_found", null, network.Carrier,
            client => client.PostOnceAsync($"{PathOf(plan, trunk.Number)}/failure", Broken, ct: Ct));
        await FailAsync(network.Office, plan, trunk.Number, new { note = "无人承运" });
        var changed = await NetworkScenario.PlanAsync(plan.PlanId, network.Office);
        Assert.Equal(TourState.Replaced, changed.Tours.Single(tour => tour.Number == trunk.Number).State);
        Assert.Equal(other, Assert.Single(changed.Tours, tour => tour.Revision == 1).CarrierId);
        Assert.Equal(PlanChangeCause.NoCarrier, Assert.Single(changed.Revisions!).Cause);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_tour_fails_once_and_not_by_the_word_of_strangers(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        var path = $"{PathOf(plan, 1)}/failure";
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "plan_not_found", null, network.CarrierOf(Guid.CreateVersion7()),
            client => client.PostOnceAsync(path, Broken, ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "day_out_of_range", "outUntil", network.Carrier,
            client => client.PostOnceAsync(path, new { note = "故障", outUntil = "2026-01-01" }, ct: Ct));
        await FailAsync(network.Carrier, plan, 1, Broken);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "tour_ended", null, network.Carrier, client => client.PostOnceAsync(path, Broken, ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "tour_answered", null, network.Carrier,
            client => client.PostOnceAsync($"{PathOf(plan, 1)}/acceptance", new { }, ct: Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_cancelled_after_a_change_leaves_the_new_tour(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var plan = await network.PlanAsync();
        await FailAsync(network.Carrier, plan, plan.Tours.Single(tour => tour.Kind == TourKind.Trunk).Number, Broken);
        await network.CancelAsync(network.ShipmentIds[0]);
        var changed = await NetworkScenario.PlanAsync(plan.PlanId, network.Office);
        var instead = changed.Tours.Single(tour => tour.Revision == 1);
        Assert.Equal([network.ShipmentIds[1]], instead.Stops.Where(stop => stop.ReleasedAt is null).Select(stop => stop.ShipmentId));
        Assert.Equal(instead.CostFen, instead.Stops.Sum(stop => stop.FreightFen));
    }

    internal static string PathOf(PlanView plan, int number) => $"/logistics/plans/{plan.PlanId}/tours/{number}";

    internal static async Task AcceptAsync(NetworkScenario network, PlanView plan, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            using var answer = await network.Carrier.PostOnceAsync($"{PathOf(plan, number)}/acceptance", new { }, ct: Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    internal static async Task<ShipmentLegs> LegsAsync(NetworkScenario network, Guid shipmentId) =>
        await LogisticsScenario.ReadAsync<ShipmentLegs>(
            HttpStatusCode.OK, await network.Office.GetAsync($"/logistics/shipments/{shipmentId}/legs", Ct));

    static async Task FailAsync(HttpClient by, PlanView plan, int number, object body) => await LogisticsScenario.ReadAsync<PlanView>(
        HttpStatusCode.OK, await by.PostOnceAsync($"{PathOf(plan, number)}/failure", body, ct: Ct));

    static DateOnly? BusinessDayOf(DateTimeOffset? at) => at is { } known ? Contracts.BusinessDay.Of(known) : null;
}
