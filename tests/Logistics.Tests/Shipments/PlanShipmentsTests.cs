using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>← OrderConfirmed.</summary>
public sealed class PlanShipmentsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_confirmed_order_gets_a_shipment_for_each_part(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var order = Examples.Of(
            Guid.CreateVersion7(),
            Examples.Part(Guid.CreateVersion7(), 1, ("120.5", "38.60"), ("3", "0.335")),
            Examples.Part(Guid.CreateVersion7(), 3, ("1234.5", "3.33")));

        var scenario = await LogisticsScenario.PlannedAsync(logistics, order);

        var view = await scenario.ViewAsync();
        Assert.Equal(ShipmentState.Planned, view.State);
        Assert.Equal(
            (order.OrderId, order.OrderNumber, order.UnitId, order.UnitName), (view.OrderId, view.OrderNumber, view.UnitId, view.UnitName));
        Assert.Equal((scenario.Part.SupplierId, scenario.Part.SupplierName), (view.SupplierId, view.SupplierName));
        Assert.Equal(
            (scenario.Part.DeliveryPath, scenario.Part.DeliveryAddress, order.ConfirmedAt),
            (view.DeliveryPath, view.DeliveryAddress, view.ConfirmedAt));
        Assert.Equal((LogisticsScenario.Now, 4_651_30 + 1_01), (view.PlannedAt, view.OrderedFen));
        Assert.Equal((null, null, null, null), (view.CarrierId, view.Waybill, view.DispatchedAt, view.DeliveredAt));
        Assert.Empty(view.Acceptances);
        Assert.Equal(scenario.Part.Lines.Select(line => line.LineId), view.Lines.Select(line => line.LineId));
        Assert.Equal([1, 2], view.Lines.Select(line => line.LineNumber));
        var line = view.Lines[0];
        Assert.Equal(("金阳青花椒", "金阳县", Examples.Jinyang), (line.ProductName, line.OriginName, line.OriginPath));
        Assert.Equal((Examples.Units("120.5"), 4_651_30, null), (line.Ordered, line.OrderedFen, line.Dispatched));
        Assert.Equal((new TradeUnit { Name = "斤", Grams = 500 }, UnitPrice.FromYuan(38.60m)), (line.Unit, line.UnitPrice));
        Assert.Equal(scenario.Part.Lines[0].Batches, line.Batches);

        await Eventually.EqualAsync(2, () => Task.FromResult(Planned(logistics, order).Count));
        Assert.Equal(
            order.Parts.OrderBy(part => part.PartId).Select(part => new ShipmentPlanned
            {
                ShipmentId = part.PartId,
                OrderId = order.OrderId,
                SupplierId = part.SupplierId,
                UnitId = order.UnitId,
            }),
            Planned(logistics, order).OrderBy(told => told.ShipmentId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_heard_twice_is_planned_once(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var order = Examples.Confirmed(("10", "1.00"));
        var messageId = Guid.CreateVersion7();

        await logistics.DeliverAsync(order, messageId, Ct);
        await logistics.DeliverAsync(order, messageId, Ct);
        // The same news under another id, as after a repair by hand.
        await logistics.DeliverAsync(order, Guid.CreateVersion7(), Ct);

        await AssertPlannedOnceAsync(logistics, order);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_that_comes_in_many_messages_of_one_batch_is_planned_once(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var order = Examples.Confirmed(("10", "1.00"));

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => logistics.DeliverAsync(order, Guid.CreateVersion7(), Ct)));

        await AssertPlannedOnceAsync(logistics, order);
    }

    [Fact]
    public async Task Two_processes_that_hear_the_same_orders_at_once_plan_each_once()
    {
        var logistics = await services.OnAsync(Engine.PostgreSql);
        await using var twin = await ServiceUnderTest<LogisticsDb>.StartOnAsync(
            logistics.ConnectionString, "Logistics", LogisticsService.Name, host => host.AddLogistics(),
            app => app.MapLogistics(), new FixedClock(LogisticsScenario.Now), Ct);
        OrderConfirmed[] orders = [.. Enumerable.Range(0, 20).Select(_ => Examples.Confirmed(("10", "1.00")))];

        await Task.WhenAll(orders.SelectMany(order => new[] { logistics.DeliverAsync(order, ct: Ct), twin.DeliverAsync(order, ct: Ct) }));

        Guid[] ids = [.. orders.Select(order => order.OrderId)];
        await using var scope = logistics.OpenDb(out var db);
        Assert.Equal(20, await db.Shipments.CountAsync(known => ids.Contains(known.OrderId), Ct));
        Assert.False(await db.ParkedMessages.AnyAsync(row => row.Reason.Contains("saving"), Ct));
        await Eventually.TrueAsync(() => Task.FromResult(Told().Length >= 20), "20 times ShipmentPlanned", ct: Ct);
        Assert.Equal(ids.Order(), Told().Order());

        Guid[] Told() => [.. logistics.Published<ShipmentPlanned>().Concat(twin.Published<ShipmentPlanned>())
            .Select(told => told.OrderId).Where(ids.Contains)];
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Orders_may_come_in_any_order_and_many_at_once(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var supplierId = Guid.CreateVersion7();
        OrderConfirmed[] orders =
        [
            .. Enumerable.Range(0, 150).Select(i =>
                Examples.ConfirmedFor(supplierId, Guid.CreateVersion7(), ("10", "1.00"), ("2", "3.00")) with
                {
                    ConfirmedAt = Examples.ConfirmedAt.AddMinutes(-i),
                }),
        ];

        await Task.WhenAll(orders.Select(order => logistics.DeliverAsync(order, ct: Ct)));

        await using var scope = logistics.OpenDb(out var db);
        var planned = await db.Shipments.Include(known => known.Lines).Where(known => known.SupplierId == supplierId).ToListAsync(Ct);
        Assert.Equal(orders.Select(order => order.Parts[0].PartId).Order(), planned.Select(known => known.ShipmentId).Order());
        Assert.All(planned, known => Assert.Equal(2, known.Lines.Count));
        await Eventually.EqualAsync(
            150, () => Task.FromResult(logistics.Published<ShipmentPlanned>().Count(told => told.SupplierId == supplierId)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_heard_again_after_the_end_changes_nothing(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DeliveredAsync(logistics, ("100", "38.60"));
        await scenario.AcceptAsync(("92", "0", "8", "破损"));
        var before = await scenario.ViewAsync();

        await logistics.DeliverAsync(scenario.Order with { Parts = [scenario.Part with { DeliveryAddress = "elsewhere" }] }, ct: Ct);

        Assert.Equivalent(before, await scenario.ViewAsync(), strict: true);
        await AssertPlannedOnceAsync(logistics, scenario.Order);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nothing_has_to_be_known_of_the_supplier_the_unit_or_the_regions(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var known = Examples.Confirmed(("10", "1.00"));
        var order = known with
        {
            UnitPath = new RegionPath("/999999/"),
            Parts = [known.Parts[0] with { DeliveryPath = new RegionPath("/888888/") }],
        };

        await logistics.DeliverAsync(order, ct: Ct);

        await AssertPlannedOnceAsync(logistics, order);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_part_without_lines_is_parked_and_its_neighbours_are_planned(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var bad = Examples.Confirmed(("10", "1.00"));
        bad = bad with { Parts = [bad.Parts[0], bad.Parts[0] with { PartId = Guid.CreateVersion7(), Lines = [] }] };
        var good = Examples.Confirmed(("10", "1.00"));
        var badId = Guid.CreateVersion7();

        await Task.WhenAll(logistics.DeliverAsync(bad, badId, Ct), logistics.DeliverAsync(good, ct: Ct));

        await AssertPlannedOnceAsync(logistics, good);
        await using var scope = logistics.OpenDb(out var db);
        Assert.False(await db.Shipments.AnyAsync(known => known.OrderId == bad.OrderId, Ct));
        var parked = Assert.Single(await db.ParkedMessages.Where(row => row.MessageId == badId).ToListAsync(Ct));
        Assert.Equal(("logistics.plan-shipments", null), (parked.Queue, parked.NextAttemptAt));
        Assert.Contains("has no lines", parked.Reason, StringComparison.Ordinal);
    }

    static IReadOnlyList<ShipmentPlanned> Planned(ServiceUnderTest<LogisticsDb> logistics, OrderConfirmed order) =>
        [.. logistics.Published<ShipmentPlanned>().Where(told => told.OrderId == order.OrderId)];

    static async Task AssertPlannedOnceAsync(ServiceUnderTest<LogisticsDb> logistics, OrderConfirmed order)
    {
        await using var scope = logistics.OpenDb(out var db);
        Assert.Equal(
            [order.Parts[0].PartId],
            await db.Shipments.Where(known => known.OrderId == order.OrderId).Select(known => known.ShipmentId).ToListAsync(Ct));
        await Eventually.TrueAsync(() => Task.FromResult(Planned(logistics, order).Count > 0), "ShipmentPlanned", ct: Ct);
        Assert.Single(Planned(logistics, order));
    }
}
