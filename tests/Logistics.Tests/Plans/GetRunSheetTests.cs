using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>GET /logistics/plans/{planId}/tours/{number}/run-sheet.</summary>
public sealed class GetRunSheetTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_carrier_that_accepted_has_the_stops_in_order_with_goods_and_dock(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 0);
        var dockId = Guid.CreateVersion7();
        await network.Logistics.DeliverAsync(
            LearnDocksTests.Dock(dockId, latitude: network.Latitude + 2, longitude: network.Longitude + 18), ct: Ct);
        await network.ShipmentAsync(dockId: dockId);
        await network.ShipmentAsync(dockId: dockId);
        var plan = await network.PlanAsync();
        var delivery = plan.Tours.Single(tour => tour.Kind == TourKind.Delivery);
        var path = $"{ReportFailureTests.PathOf(plan, delivery.Number)}/run-sheet";
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "tour_not_accepted", null, network.Carrier, client => client.GetAsync(path, Ct));
        await ReportFailureTests.AcceptAsync(network, plan, delivery.Number);
        var sheet = await LogisticsScenario.ReadAsync<RunSheet>(HttpStatusCode.OK, await network.Carrier.GetAsync(path, Ct));
        Assert.Equal((delivery.LoadKg, delivery.DepartsAt), (sheet.LoadKg, sheet.DepartsAt));
        // Two shipments for one dock are one stop.
        var atDock = Assert.Single(sheet.Stops);
        Assert.Equal((1, (Guid?)dockId), (atDock.Number, atDock.DockId));
        Assert.Equal(network.ShipmentIds.Order(), atDock.Shipments.Select(load => load.ShipmentId).Order());
        Assert.Equal("东校区食堂", atDock.PlaceName);
        Assert.NotNull(atDock.Address);
        Assert.Equal("食堂收货员", atDock.ContactPost);
        var goods = Assert.Single(atDock.Shipments[0].Lines);
        Assert.Equal(Quantity.Of(100), goods.Quantity);
        Assert.NotEmpty(goods.Unit);
        Assert.False(goods.IsRecalled);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_called_back_says_so(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var plan = await network.PlanAsync();
        var delivery = plan.Tours.Single(tour => tour.Kind == TourKind.Delivery);
        await ReportFailureTests.AcceptAsync(network, plan, delivery.Number);
        await using (var scope = network.Logistics.OpenDb(out var db))
        {
            var batchId = await db.ShipmentBatches.Where(part => part.ShipmentId == network.ShipmentIds[1])
                .Select(part => part.BatchId).SingleAsync(Ct);
            await network.Logistics.DeliverAsync(
                new RecallPublished
                {
                    RecallId = Guid.CreateVersion7(),
                    Version = 1,
                    BatchIds = [batchId],
                    Reason = "农残超标",
                    RecalledAt = LogisticsScenario.Now,
                },
                ct: Ct);
        }

        var path = $"{ReportFailureTests.PathOf(plan, delivery.Number)}/run-sheet";
        var sheet = await LogisticsScenario.ReadAsync<RunSheet>(HttpStatusCode.OK, await network.Carrier.GetAsync(path, Ct));
        var recalled = sheet.Stops.SelectMany(stop => stop.Shipments).Where(load => load.Lines.Any(line => line.IsRecalled));
        Assert.Equal([network.ShipmentIds[1]], recalled.Select(load => load.ShipmentId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_office_reads_it_without_addresses_and_nobody_else_does(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        var delivery = plan.Tours.Single(tour => tour.Kind == TourKind.Delivery);
        await ReportFailureTests.AcceptAsync(network, plan, delivery.Number);
        var path = $"{ReportFailureTests.PathOf(plan, delivery.Number)}/run-sheet";
        var sheet = await LogisticsScenario.ReadAsync<RunSheet>(HttpStatusCode.OK, await network.Office.GetAsync(path, Ct));
        Assert.Equal((null, null), (Assert.Single(sheet.Stops).Address, sheet.Stops[0].ContactPost));
        var text = await network.Carrier.GetStringAsync(path, Ct);
        Assert.DoesNotContain("Fen", text, StringComparison.Ordinal);
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "plan_not_found", null, network.CarrierOf(Guid.CreateVersion7()), client => client.GetAsync(path, Ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "plan_not_found", null, network.CityOffice, client => client.GetAsync(path, Ct));
    }
}
