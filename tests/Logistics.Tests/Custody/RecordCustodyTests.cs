using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Logistics.Tests.Plans;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Custody;

/// <summary>POST /logistics/custody-events.</summary>
public sealed class RecordCustodyTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_party_of_the_way_scans_also_late_and_what_is_sent_again_changes_nothing(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        var shipment = network.ShipmentIds[0];
        // Before it has accepted a tour a carrier has nothing to do with the goods.
        Assert.Equal("shipment_not_found", (await ScanAsync(network.Carrier, Scan(shipment, CustodyAct.TakenOver, 2))).Problem!.Code);
        await ReportFailureTests.AcceptAsync(network, plan, plan.Tours.Single(tour => tour.Kind == TourKind.Collection).Number);
        var loaded = Scan(shipment, CustodyAct.TakenOver, 2, nodeId: network.HubId);
        var first = await ScanAsync(network.Carrier, loaded);
        Assert.Equal((CustodyHolder.Carrier, network.CarrierId), (first.Event!.By, first.Event.HolderId));
        Assert.Equal(first.Event, (await ScanAsync(network.Carrier, loaded)).Event);
        var buyer = network.Logistics.Client(Roles.Purchaser, org: network.UnitId);
        await ScanAsync(buyer, Scan(shipment, CustodyAct.TakenOver, 1, packages: 9));
        // Recorded last, since the device was offline.
        await ScanAsync(network.Supplier, Scan(shipment, CustodyAct.HandedOver, 2.5));
        var custody = await LogisticsScenario.ReadAsync<CustodyView>(
            HttpStatusCode.OK, await buyer.GetAsync($"/logistics/shipments/{shipment}/custody", Ct));
        Assert.Equal(
            [CustodyHolder.Supplier, CustodyHolder.Carrier, CustodyHolder.Buyer], custody.Periods.Select(period => period.Holder));
        Assert.Equal([CustodyGapKind.NotGiven, CustodyGapKind.PackagesDiffer], custody.Gaps.Select(gap => gap.Kind));
        Assert.Equal(3, custody.Events.Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_that_is_refused_does_not_stop_the_others(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var shipment = network.ShipmentIds[0];
        var known = Guid.CreateVersion7();
        await ScanAsync(network.Supplier, Scan(shipment, CustodyAct.HandedOver, 3, eventId: known));
        var outcomes = await ScanAllAsync(
            network.Supplier,
            Scan(shipment, CustodyAct.HandedOver, 2), Scan(shipment, CustodyAct.HandedOver, 3, packages: 7, eventId: known),
            Scan(Guid.CreateVersion7(), CustodyAct.HandedOver, 2), Scan(shipment, CustodyAct.HandedOver, 2, nodeId: Guid.CreateVersion7()),
            Scan(shipment, CustodyAct.HandedOver, -1), Scan(shipment, CustodyAct.HandedOver, 31 * 24),
            Scan(shipment, CustodyAct.HandedOver, 2, packages: 0));
        Assert.Equal(
            [
                null, "scan_differs", "shipment_not_found", "node_not_found", "stated_out_of_range", "stated_out_of_range", "out_of_range",
            ],
            outcomes.Items.Select(outcome => outcome.Problem?.Code));
    }

    internal static object Scan(
        Guid shipmentId, CustodyAct act, double hoursAgo, int packages = 10, Guid? nodeId = null, Guid? eventId = null) => new
        {
            eventId = eventId ?? Guid.CreateVersion7(),
            shipmentId,
            act = $"{act}",
            nodeId,
            packages,
            condition = "Good",
            statedAt = LogisticsScenario.Now.AddHours(-hoursAgo),
        };

    internal static async Task<RecordCustody.Outcome> ScanAsync(HttpClient by, object item) =>
        Assert.Single((await ScanAllAsync(by, item)).Items);

    static async Task<RecordCustody.Outcomes> ScanAllAsync(HttpClient by, params object[] items) =>
        await LogisticsScenario.ReadAsync<RecordCustody.Outcomes>(
            HttpStatusCode.OK, await by.PostOnceAsync("/logistics/custody-events", new { items }, ct: Ct));
}
