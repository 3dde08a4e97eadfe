using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>POST /logistics/shipments/{shipmentId}/carrier: the supplier names another carrier as long as nothing was delivered.</summary>
public sealed class ReplaceCarrierTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_carrier_that_is_named_anew_delivers_and_the_one_before_sees_nothing_more(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DispatchedAsync(logistics);
        var other = await OtherCarrierAsync(logistics);
        var key = Guid.CreateVersion7().ToString();

        var summary = await LogisticsScenario.ReadAsync<ShipmentSummary>(HttpStatusCode.OK, await ReplaceAsync(scenario, other, key: key));
        await LogisticsScenario.ReadAsync<ShipmentSummary>(HttpStatusCode.OK, await ReplaceAsync(scenario, other, key: key));

        Assert.Equal((ShipmentState.Dispatched, other, "YD-77"), (summary.State, summary.CarrierId, summary.Waybill));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, scenario.Carrier,
            client => scenario.PostDeliveryAsync(new { receivedBy = "食堂 王师傅" }, client));
        Assert.Equal(HttpStatusCode.NotFound, (await scenario.Carrier.GetAsync(scenario.Path, Ct)).StatusCode);
        var newCarrier = logistics.Client(Roles.Carrier, org: other);
        await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK, await scenario.PostDeliveryAsync(new { receivedBy = "食堂 王师傅" }, newCarrier));

        var view = await scenario.ViewAsync();
        Assert.Equal((ShipmentState.Delivered, Carriage.Independent), (view.State, view.Carriage));
        var change = Assert.Single(view.CarrierChanges);
        Assert.Equal(
            (1, scenario.CarrierId, "SF1234567890", other, "YD-77"),
            (change.Number, change.OldCarrierId, change.OldWaybill, change.NewCarrierId, change.NewWaybill));
        Assert.Equal(
            (CarrierChangeReason.Breakdown, "车坏在半路", LogisticsScenario.Now), (change.Reason, change.Note, change.ChangedAt));
        Assert.NotNull(change.ChangedBy);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Whose_record_counts_is_judged_by_the_carrier_that_brings_it(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DispatchedAsync(logistics);
        var related = Guid.CreateVersion7();
        await logistics.CarrierAsync(related, scenario.Part.SupplierId);
        await LogisticsScenario.ReadAsync<object>(HttpStatusCode.OK, await ReplaceAsync(scenario, related));

        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK,
            await scenario.PostDeliveryAsync(new { receivedBy = "门卫" }, logistics.Client(Roles.Carrier, org: related)));

        var view = await scenario.ViewAsync();
        Assert.Equal((Carriage.Related, null), (view.Carriage, view.AcceptDueAt));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_supplier_names_another_carrier_that_is_active_while_the_goods_are_on_their_way(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        var other = await OtherCarrierAsync(logistics);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "not_dispatched", null, scenario.Supplier, client => ReplaceAsync(scenario, other, client));
        await scenario.DispatchAsync();
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Purchaser, client => ReplaceAsync(scenario, other, client));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()),
            client => ReplaceAsync(scenario, other, client));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "carrier_unknown", "carrierId", scenario.Supplier,
            client => ReplaceAsync(scenario, Guid.CreateVersion7(), client));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "carrier_unchanged", "carrierId", scenario.Supplier,
            client => ReplaceAsync(scenario, scenario.CarrierId, client, waybill: "SF1234567890"));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "reason_not_yours", "reason", scenario.Supplier,
            client => ReplaceAsync(scenario, other, client, reason: "Refused"));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "note_missing", "note", scenario.Supplier,
            client => ReplaceAsync(scenario, other, client, reason: "Other", note: null));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "waybill_invalid", "waybill", scenario.Supplier,
            client => ReplaceAsync(scenario, other, client, waybill: "YD 77"));
        await scenario.DeliverAsync();
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_delivered", null, scenario.Supplier, client => ReplaceAsync(scenario, other, client));
        Assert.Empty((await scenario.ViewAsync()).CarrierChanges);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_a_delivery_and_a_replacement_at_the_same_moment_one_wins(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var other = await OtherCarrierAsync(logistics);
        for (var i = 0; i < 5; i++)
        {
            var scenario = await LogisticsScenario.DispatchedAsync(logistics);

            var answers = await Task.WhenAll(
                ReplaceAsync(scenario, other), scenario.PostDeliveryAsync(new { receivedBy = "食堂 王师傅" }));

            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            Assert.Equal(
                answers[0].IsSuccessStatusCode ? ShipmentState.Dispatched : ShipmentState.Delivered, (await scenario.ViewAsync()).State);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_on_record_about_carriers_is_not_changed_afterwards(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DispatchedAsync(logistics);
        await LogisticsScenario.ReadAsync<object>(HttpStatusCode.OK, await ReplaceAsync(scenario, await OtherCarrierAsync(logistics)));

        await using var scope = logistics.OpenDb(out var db);
        await Assert.ThrowsAnyAsync<Exception>(() => db.CarrierChanges
            .Where(change => change.ShipmentId == scenario.Part.PartId)
            .ExecuteUpdateAsync(set => set.SetProperty(change => change.Note, "没有的事"), Ct));
    }

    static async Task<Guid> OtherCarrierAsync(ServiceUnderTest<LogisticsDb> logistics)
    {
        var carrierId = Guid.CreateVersion7();
        await logistics.CarrierAsync(carrierId);
        return carrierId;
    }

    static Task<HttpResponseMessage> ReplaceAsync(
        LogisticsScenario scenario,
        Guid carrierId,
        HttpClient? by = null,
        string waybill = "YD-77",
        string reason = "Breakdown",
        string? note = "车坏在半路",
        string? key = null) =>
        (by ?? scenario.Supplier).PostOnceAsync($"{scenario.Path}/carrier", new { carrierId, waybill, reason, note }, key, Ct);
}
