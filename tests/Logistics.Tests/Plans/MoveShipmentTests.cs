using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>POST /logistics/plans/{planId}/tours/{number}/shipments/{shipmentId}.</summary>
public sealed class MoveShipmentTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_shipment_is_moved_where_that_breaks_nothing_and_else_what_breaks_is_named(Engine engine)
    {
        var (network, plan) = await TwoTrunksAsync(engine);
        var (heavy, light) = TrunksOf(plan);
        var small = heavy.Stops.MinBy(stop => stop.WeightKg)!.ShipmentId;
        var large = heavy.Stops.MaxBy(stop => stop.WeightKg)!.ShipmentId;
        var (zh, _) = await Refused.AsAsync(
            HttpStatusCode.Conflict, "move_breaks_limits", null, network.Office,
            client => client.PostOnceAsync(PathOf(plan, light, large), new { }, ct: Ct));
        Assert.Contains("16000", zh, StringComparison.Ordinal);
        Assert.Empty((await NetworkScenario.PlanAsync(plan.PlanId, network.Office)).Revisions!);

        var moved = await LogisticsScenario.ReadAsync<PlanView>(
            HttpStatusCode.OK, await network.Office.PostOnceAsync(PathOf(plan, light, small), new { note = "同一乡镇" }, ct: Ct));
        Assert.Equal(PlanChangeCause.ByHand, Assert.Single(moved.Revisions!).Cause);
        var now = moved.Tours.Single(tour => tour.Revision == 1);
        Assert.Contains(small, now.Stops.Select(stop => stop.ShipmentId));
        Assert.Equal(TourState.Replaced, moved.Tours.Single(tour => tour.Number == light.Number).State);
        Assert.NotNull(moved.Tours.Single(tour => tour.Number == heavy.Number).Stops.Single(stop => stop.ShipmentId == small).ReleasedAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_a_carrier_has_accepted_is_not_changed_by_hand(Engine engine)
    {
        var (network, plan) = await TwoTrunksAsync(engine);
        var (heavy, light) = TrunksOf(plan);
        await ReportFailureTests.AcceptAsync(network, plan, light.Number);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "tour_fixed", null, network.Office,
            client => client.PostOnceAsync(PathOf(plan, light, heavy.Stops[0].ShipmentId), new { }, ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "not_on_such_a_tour", null, network.Office,
            client => client.PostOnceAsync(PathOf(plan, light, light.Stops[0].ShipmentId), new { }, ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "plan_not_found", null, network.CityOffice,
            client => client.PostOnceAsync(PathOf(plan, light, heavy.Stops[0].ShipmentId), new { }, ct: Ct));
    }

    /// <summary>Two heavy shipments that take a trunk lorry each, and a light one on one of them.</summary>
    async Task<(NetworkScenario Network, PlanView Plan)> TwoTrunksAsync(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 0, vehicles: 3);
        foreach (var quantity in (string[])["20000", "20000", "100"])
        {
            await network.ShipmentAsync(quantity);
        }

        return (network, await network.PlanAsync());
    }

    static (PlanView.TourView Heavy, PlanView.TourView Light) TrunksOf(PlanView plan)
    {
        var trunks = plan.Tours.Where(tour => tour.Kind is TourKind.Trunk or TourKind.Direct)
            .OrderByDescending(tour => tour.Stops.Count).ToList();
        return (trunks[0], trunks[1]);
    }

    static string PathOf(PlanView plan, PlanView.TourView tour, Guid shipmentId) =>
        $"/logistics/plans/{plan.PlanId}/tours/{tour.Number}/shipments/{shipmentId}";
}
