using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Tests.Labels;
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

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Labels_are_scanned_in_place_of_the_id_and_each_package_counts_once(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var (shipment, other) = (network.ShipmentIds[0], network.ShipmentIds[1]);
        var codes = await network.CodesAsync(shipment, packages: 5);

        var scan = Labels(codes[0], codes[2], codes[1].ToLowerInvariant(), codes[4], codes[0]);
        var recorded = (await ScanAsync(network.Supplier, scan)).Event!;
        Assert.Equal((4, "1-3 5"), (recorded.Packages, recorded.PackageNumbers));
        Assert.Equal(recorded, (await ScanAsync(network.Supplier, scan)).Event);

        // One bad label stops its own scan alone.
        var outcomes = await ScanAllAsync(
            network.Supplier,
            Labels(codes[0], LabelScenario.Forged(codes[1])), Labels(codes[0]), Labels("ABC"), Labels([]),
            Labels(codes[0], (await network.CodesAsync(other, packages: 1))[0]));
        Assert.Equal(
            ["label_not_genuine", null, "label_unreadable", "shipment_or_labels", "labels_of_several_shipments"],
            outcomes.Items.Select(outcome => outcome.Problem?.Code));
        Assert.Equal("labels[1]", outcomes.Items[0].Problem!.Field);
        var custody = await LogisticsScenario.ReadAsync<CustodyView>(
            HttpStatusCode.OK, await network.Supplier.GetAsync($"/logistics/shipments/{shipment}/custody", Ct));
        Assert.Equal(
            ["1-3 5", "1"], custody.Events.OrderByDescending(scanned => scanned.Packages).Select(scanned => scanned.PackageNumbers));
        // To have a label is not to have to do with the goods.
        var stranger = network.Logistics.Client(Roles.Supplier, org: Guid.CreateVersion7());
        Assert.Equal("shipment_not_found", (await ScanAsync(stranger, Labels(codes[0]))).Problem!.Code);
    }

    static object Labels(params string[] labels) => new
    {
        eventId = Guid.CreateVersion7(),
        labels,
        act = "HandedOver",
        condition = "Good",
        statedAt = LogisticsScenario.Now.AddHours(-1),
    };

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
