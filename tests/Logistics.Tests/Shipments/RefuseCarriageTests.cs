using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>POST /logistics/shipments/{shipmentId}/carrier/refusal: the carrier refuses what it never got.</summary>
public sealed class RefuseCarriageTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_refused_shipment_has_no_carrier_until_the_supplier_names_another(Engine engine)
    {
        var scenario = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));

        var summary = await LogisticsScenario.ReadAsync<ShipmentSummary>(HttpStatusCode.OK, await RefuseAsync(scenario, scenario.Carrier));

        Assert.Equal((ShipmentState.Dispatched, null), (summary.State, summary.CarrierId));
        Assert.Equal(HttpStatusCode.NotFound, (await scenario.Carrier.GetAsync(scenario.Path, Ct)).StatusCode);
        var (_, en) = await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_dispatched", null, scenario.Supplier,
            client => scenario.PostDispatchAsync(scenario.Dispatch(), client));
        Assert.Contains("its carrier has refused it", en, StringComparison.Ordinal);
        var again = new { carrierId = scenario.Part.SupplierId, waybill = "自送-1", reason = "NeverTaken" };
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK, await scenario.Supplier.PostOnceAsync($"{scenario.Path}/carrier", again, ct: Ct));

        var view = await scenario.ViewAsync();
        Assert.Equal((scenario.Part.SupplierId, "自送-1"), (view.CarrierId, view.Waybill));
        Assert.Equal(
            [
                (1, scenario.CarrierId, null, CarrierChangeReason.Refused),
                (2, null, scenario.Part.SupplierId, CarrierChangeReason.NeverTaken),
            ],
            view.CarrierChanges.Select(change => (change.Number, change.OldCarrierId, change.NewCarrierId, change.Reason)));
        Assert.Equal("货没交给我们", view.CarrierChanges[0].Note);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_carrier_that_is_named_refuses_and_only_what_it_has_not_delivered(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DispatchedAsync(logistics);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Supplier, client => RefuseAsync(scenario, client));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, logistics.Client(Roles.Carrier, org: Guid.CreateVersion7()),
            client => RefuseAsync(scenario, client));
        await scenario.DeliverAsync();
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_delivered", null, scenario.Carrier, client => RefuseAsync(scenario, client));
        Assert.Equal(scenario.CarrierId, (await scenario.ViewAsync()).CarrierId);
    }

    static Task<HttpResponseMessage> RefuseAsync(LogisticsScenario scenario, HttpClient by) =>
        by.PostOnceAsync($"{scenario.Path}/carrier/refusal", new { note = "货没交给我们" }, ct: Ct);
}
