using System.Net;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Lorries;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Lorries;

/// <summary>POST /logistics/dispatches with a tour of a plan in place of items.</summary>
public sealed class DispatchTourTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_that_a_supplier_has_on_an_accepted_tour_leaves_as_it_was_ordered(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 3);
        await network.ShipmentAsync(supplierId: Guid.CreateVersion7());
        var plan = await network.PlanAsync();
        var tour = plan.Tours.Single(planned => planned.Kind == TourKind.Delivery);
        await network.CancelAsync(network.ShipmentIds[0]);
        await RefusedAsync(network, "tour_not_accepted", "carrierId", plan, tour.Number);
        using (await network.Carrier.PostOnceAsync(
            $"/logistics/plans/{plan.PlanId}/tours/{tour.Number}/acceptance", new { }, ct: Ct))
        {
            await RefusedAsync(network, "no_load_for_tour", "tour", plan, tour.Number - 1);
        }

        var left = await LogisticsScenario.ReadAsync<ShipmentOutcomes>(
            HttpStatusCode.OK, await network.Supplier.PostOnceAsync("/logistics/dispatches", Of(network, plan, tour.Number), ct: Ct));

        Assert.All(left.Items, item => Assert.Equal((null, ShipmentState.Dispatched), (item.Problem, item.Shipment!.State)));
        Assert.Equal(network.ShipmentIds[1..3].Order(), left.Items.Select(item => item.ShipmentId!.Value).Order());
        var told = network.Logistics.Published<ShipmentDispatched>()
            .Where(message => network.ShipmentIds.Contains(message.ShipmentId)).SelectMany(message => message.Lines);
        Assert.All(told, line => Assert.Equal(Examples.Units("100"), line.Dispatched));
        await RefusedAsync(network, "no_load_for_tour", "tour", plan, tour.Number);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nothing_leaves_by_a_tour_of_a_plan_that_was_withdrawn(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        var tour = plan.Tours.Single(planned => planned.Kind == TourKind.Delivery);
        using var accepted = await network.Carrier.PostOnceAsync(
            $"/logistics/plans/{plan.PlanId}/tours/{tour.Number}/acceptance", new { }, ct: Ct);
        using var withdrawn = await network.Office.PostOnceAsync($"/logistics/plans/{plan.PlanId}/withdrawal", new { }, ct: Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (accepted.StatusCode, withdrawn.StatusCode));
        await RefusedAsync(network, "no_load_for_tour", "tour", plan, tour.Number);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Either_items_or_a_tour_are_given(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "items_or_tour", "items", network.Supplier,
            client => client.PostOnceAsync("/logistics/dispatches", new { carrierId = network.CarrierId, waybill = "SF1" }, ct: Ct));
    }

    static object Of(NetworkScenario network, PlanView plan, int number) =>
        new { carrierId = network.CarrierId, waybill = "SF1", tour = new { planId = plan.PlanId, number } };

    static async Task RefusedAsync(NetworkScenario network, string code, string field, PlanView plan, int number) =>
        await Refused.AsAsync(
            HttpStatusCode.Conflict, code, field, network.Supplier,
            client => client.PostOnceAsync("/logistics/dispatches", Of(network, plan, number), ct: Ct));
}
