using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>POST /logistics/shipments/{shipmentId}/arrival (CR-01): who gains by the delivery starts no clock.</summary>
public sealed class ConfirmArrivalTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Silence_counts_from_the_confirmation_and_not_from_what_the_supplier_recorded_as_its_own_carrier(Engine engine)
    {
        var scenario = await CarriedBySupplierAsync(await services.OnAsync(engine));
        Assert.Equal((ShipmentState.Delivered, null), await StandsAsync(scenario));

        var summary = await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK, await ConfirmAsync(scenario, scenario.Purchaser));

        Assert.Equal((ShipmentState.Delivered, LogisticsScenario.Now.AddDays(7)), (summary.State, summary.AcceptDueAt));
        Assert.Equal(LogisticsScenario.Now, (await scenario.ViewAsync()).ArrivalConfirmedAt);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "arrival_needs_no_confirmation", null, scenario.Purchaser, client => ConfirmAsync(scenario, client));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_carrier_that_is_related_to_the_supplier_starts_no_clock_and_one_of_the_buyer_does(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        foreach (var isSuppliers in (bool[])[true, false])
        {
            var scenario = await LogisticsScenario.PlannedAsync(logistics);
            var carrierId = Guid.CreateVersion7();
            await logistics.CarrierAsync(carrierId, isSuppliers ? scenario.Part.SupplierId : scenario.Order.UnitId, Guid.CreateVersion7());
            await CarriedByAsync(scenario, carrierId);

            Assert.Equal(
                (ShipmentState.Delivered, isSuppliers ? null : LogisticsScenario.Now.AddDays(7)), await StandsAsync(scenario));
            Assert.Equal(isSuppliers ? Carriage.Related : Carriage.Independent, (await scenario.ViewAsync()).Carriage);
            Assert.Equal(
                isSuppliers ? HttpStatusCode.OK : HttpStatusCode.Conflict, (await ConfirmAsync(scenario, scenario.Purchaser)).StatusCode);
            Assert.Equal(LogisticsScenario.Now.AddDays(7), (await scenario.ViewAsync()).AcceptDueAt);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_carrier_that_was_suspended_or_ended_on_the_way_delivers_and_starts_no_clock(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        foreach (var verb in (string[])["suspensions", "ending"])
        {
            var scenario = await LogisticsScenario.DispatchedAsync(logistics);
            object decision = verb == "ending"
                ? new { reason = "注销", document = "金交〔2026〕6号" }
                : RegisteredCarriers.Suspension(new(2026, 11, 21));
            await LogisticsScenario.ReadAsync<object>(
                HttpStatusCode.OK,
                await logistics.Office().PostOnceAsync($"{NewCarrier.Path}/{scenario.CarrierId}/{verb}", decision, ct: Ct));
            await scenario.DeliverAsync();

            Assert.Equal((ShipmentState.Delivered, null), await StandsAsync(scenario));
            Assert.Equal(Carriage.NotActive, (await scenario.ViewAsync()).Carriage);
            Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(scenario, scenario.Purchaser)).StatusCode);
            Assert.Equal((ShipmentState.Delivered, LogisticsScenario.Now.AddDays(7)), await StandsAsync(scenario));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_buyer_may_inspect_the_goods_without_confirming_the_arrival_first(Engine engine)
    {
        var scenario = await CarriedBySupplierAsync(await services.OnAsync(engine));

        await scenario.AcceptAsync();

        Assert.Equal(ShipmentState.Accepted, (await scenario.ViewAsync()).State);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_accepted", null, scenario.Purchaser, client => ConfirmAsync(scenario, client));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_buyer_tells_of_the_arrival_itself_when_the_carrier_is_silent_or_has_refused(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        foreach (var hasRefused in (bool[])[false, true])
        {
            var scenario = await LogisticsScenario.DispatchedAsync(logistics);
            if (hasRefused)
            {
                await LogisticsScenario.ReadAsync<object>(
                    HttpStatusCode.OK, await scenario.Carrier.PostOnceAsync($"{scenario.Path}/carrier/refusal", new { }, ct: Ct));
            }

            await LogisticsScenario.ReadAsync<ShipmentSummary>(HttpStatusCode.OK, await ConfirmAsync(scenario, scenario.Purchaser));

            var told = await scenario.ToldOnceAsync<ShipmentDelivered>(message => message.ShipmentId);
            var view = await scenario.ViewAsync();
            Assert.Equal((LogisticsScenario.Now, LogisticsScenario.Now), (told.DeliveredAt, view.ArrivalConfirmedAt));
            Assert.Equal(
                (ShipmentState.Delivered, Carriage.NotRecorded, LogisticsScenario.Now.AddDays(7)),
                (view.State, view.Carriage, view.AcceptDueAt));
            await scenario.AcceptAsync();
            Assert.Equal("SF1234567890", (await scenario.AcceptedAsync(1))[0].Waybill);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_buyer_confirms_and_only_what_was_dispatched_and_not_delivered_by_an_independent_carrier(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "not_dispatched", null, scenario.Purchaser, client => ConfirmAsync(scenario, client));
        await scenario.DispatchAsync();
        await scenario.DeliverAsync();
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "arrival_needs_no_confirmation", null, scenario.Purchaser, client => ConfirmAsync(scenario, client));

        var carried = await CarriedBySupplierAsync(logistics);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, carried.Supplier, client => ConfirmAsync(carried, client));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            client => ConfirmAsync(carried, client));
        Assert.Equal((ShipmentState.Delivered, null), await StandsAsync(carried));
    }

    /// <summary>The organisation of the supplier has a carrier's token as well, and records the delivery of its own goods.</summary>
    static async Task<LogisticsScenario> CarriedBySupplierAsync(ServiceUnderTest<LogisticsDb> logistics)
    {
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        await CarriedByAsync(scenario, scenario.Part.SupplierId);
        return scenario;
    }

    static async Task CarriedByAsync(LogisticsScenario scenario, Guid carrierId)
    {
        await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK,
            await scenario.PostDispatchAsync(scenario.Changed(scenario.Dispatch(), $$"""{"carrierId":"{{carrierId}}"}""")));
        await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK,
            await scenario.PostDeliveryAsync(new { receivedBy = "门卫" }, scenario.Logistics.Client(Roles.Carrier, org: carrierId)));
    }

    static async Task<(ShipmentState State, DateTimeOffset? AcceptDueAt)> StandsAsync(LogisticsScenario scenario)
    {
        var view = await scenario.ViewAsync();
        return (view.State, view.AcceptDueAt);
    }

    static Task<HttpResponseMessage> ConfirmAsync(LogisticsScenario scenario, HttpClient client) =>
        client.PostOnceAsync($"{scenario.Path}/arrival", new { }, ct: Ct);
}
