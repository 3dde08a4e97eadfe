using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>Orders that go to several docks on several days, and what can be had where and when.</summary>
public sealed class OrderDeliveriesTests(SharedOrderingFixture shared)
{
    /// <summary>The orders are placed on Friday, 20 November 2026.</summary>
    static readonly DateOnly Monday = new(2026, 11, 23);

    static readonly DeliveryWindow Early = new(new TimeOnly(5, 30), new TimeOnly(7, 0));

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_suppliers_goods_for_a_dock_and_day_are_a_part_of_their_own(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var (east, west) = (await fixture.NewDockAsync(unitId), await fixture.NewDockAsync(unitId, "西校区食堂"));
        var (sichuan, guizhou) = (await fixture.NewSupplierAsync(), await fixture.NewSupplierAsync("从江香猪合作社"));
        var (potato, pork) = (await fixture.NewProductAsync(sichuan), await fixture.NewProductAsync(guizhou, Congjiang));

        // The same potatoes each time: in a delivery a product stands in one line.
        var order = await fixture.PlaceAsync(To(
            unitId, Delivery(east, Monday, Early, (potato, 20), (pork, 10)), Delivery(west, Monday, null, (potato, 100)),
            Delivery(east, Monday.AddDays(1), null, (potato, 30))));

        Assert.Equal(
            [
                (sichuan, east, "东校区食堂", Monday, Early), (guizhou, east, "东校区食堂", Monday, Early),
                (sichuan, west, "西校区食堂", Monday, null), (sichuan, east, "东校区食堂", Monday.AddDays(1), null),
            ],
            order.Parts.Select(part => (part.SupplierId, part.DockId!.Value, part.DockName!, part.DeliverOn!.Value, part.Window)));
        Assert.Equal(["东校区食堂路1号", "西校区食堂路1号"], order.Parts.Select(part => part.DeliveryAddress).Distinct());
        Assert.Equal([1, 2, 3, 4], order.Parts.SelectMany(part => part.Lines).Select(line => line.LineNumber));
        // 20, 10 and 30 jin at 3.50 and 100 at 3.3333: the tier follows from the line.
        Assert.Equal([7_000L, 3_500, 33_333, 10_500], order.Parts.Select(part => part.AmountFen!.Value));
        Assert.Equal(54_333L, order.AmountFen);
        var told = await fixture.ToldOnceAsync<OrderSubmitted>(message => message.OrderId == order.OrderId);
        Assert.Equal([potato, pork, potato, potato], told.Lines.Select(line => line.ProductId));

        await fixture.ConfirmAsync(order);
        var confirmed = await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId);
        Assert.Equal(
            order.Parts.Select(part => (part.PartId, part.DockId, part.DockName, part.DeliverOn, part.Window, part.DeliveryAddress!)),
            confirmed.Parts.Select(
                part => (part.PartId, part.DockId, part.DockName, part.DeliverOn, part.Window, part.DeliveryAddress)));
        Assert.All(confirmed.Parts, part => Assert.Equal(Zhenhai, part.DeliveryPath));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Five_hundred_lines_of_twenty_suppliers_for_five_days_are_one_order(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var dock = await fixture.NewDockAsync(unitId);
        var suppliers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.NewSupplierAsync()));
        var products = await Task.WhenAll(suppliers.SelectMany(
            supplier => Enumerable.Range(0, 5).Select(_ => fixture.NewProductAsync(supplier))));

        var order = await fixture.PlaceAsync(To(unitId, [.. Enumerable.Range(0, 5).Select(
            day => Delivery(dock, Monday.AddDays(day), null, [.. products.Select(product => (product, 10m))]))]));

        Assert.Equal((100, 500, 1_750_000L), (order.Parts.Count, order.Parts.Sum(part => part.Lines.Count), order.AmountFen));
        Assert.All(order.Parts, part => Assert.Equal(5, part.Lines.Count));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_cannot_be_had_on_its_day_names_the_earliest_that_would_do(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var supplierId = await fixture.NewSupplierAsync();
        // On Tuesdays and Thursdays only.
        var dock = await fixture.NewDockAsync(unitId, hours:
            [new(DayOfWeek.Tuesday, new(5, 0), new(8, 0)), new(DayOfWeek.Thursday, new(5, 0), new(8, 0))]);
        var plain = await ProductAsync(fixture, supplierId, null);
        var slow = await ProductAsync(fixture, supplierId, new DeliveryTerms { LeadDays = 5 });
        var later = await ProductAsync(fixture, supplierId, new DeliveryTerms { HarvestFrom = new DateOnly(2026, 12, 5) });
        var over = await ProductAsync(fixture, supplierId, new DeliveryTerms { LeadDays = 2, HarvestUntil = new DateOnly(2026, 11, 23) });
        var tuesday = Monday.AddDays(1);

        var problem = await ProblemAsync(
            fixture, To(unitId, Delivery(dock, tuesday, null, (plain, 10), (slow, 10), (later, 10), (over, 10))));

        Assert.Equal("day_not_possible", problem.GetProperty("code").GetString());
        var errors = problem.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(
            ["deliveries[0].lines[1].productId", "deliveries[0].lines[2].productId", "deliveries[0].lines[3].productId"],
            errors.Select(error => error.GetProperty("field").GetString()));
        // Five days on is Wednesday, and the dock is open on Thursday; 5 December is a Saturday, and open is Tuesday the 8th.
        Assert.Contains("2026-11-26", errors[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("2026-12-08", errors[1].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("最早", errors[2].GetProperty("message").GetString(), StringComparison.Ordinal);

        // What is over is not to be had on any day, also when none is asked for.
        var past = await ProductAsync(fixture, supplierId, new DeliveryTerms { LeadDays = 2, HarvestUntil = Today.AddDays(1) });
        await RefusedAsync(
            client => client.PostOnceAsync("/ordering/orders", Order(unitId, (past, 10)), ct: Ct), fixture.Purchaser(unitId),
            HttpStatusCode.BadRequest, "day_not_possible", "lines[0].productId");

        await fixture.PlaceAsync(To(unitId, Delivery(dock, new DateOnly(2026, 11, 26), null, (slow, 10))));
        await fixture.PlaceAsync(To(unitId, Delivery(dock, new DateOnly(2026, 12, 8), null, (later, 10))));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_day_or_window_on_which_the_dock_is_closed_is_refused(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var dock = await fixture.NewDockAsync(unitId);
        var product = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        (PlaceOrder.DeliveryRequest Delivery, string Code, string Field)[] bad =
        [
            (Delivery(dock, Monday.AddDays(-1), null, (product, 10)), "dock_closed", "deliveries[0].deliverOn"),
            (Delivery(dock, Today.AddDays(-1), null, (product, 10)), "day_out_of_range", "deliveries[0].deliverOn"),
            (Delivery(dock, Today.AddDays(367), null, (product, 10)), "day_out_of_range", "deliveries[0].deliverOn"),
            (
                Delivery(dock, Monday, new DeliveryWindow(new(7, 0), new(8, 1)), (product, 10)),
                "window_outside_hours", "deliveries[0].window"),
            (Delivery(dock, Monday, new DeliveryWindow(new(7, 0), new(7, 0)), (product, 10)), "window_reversed", "deliveries[0].window"),
            (Delivery(Guid.CreateVersion7(), Monday, null, (product, 10)), "unknown_dock", "deliveries[0].dockId"),
            (
                Delivery(await fixture.NewDockAsync(await fixture.NewUnitAsync()), Monday, null, (product, 10)),
                "unknown_dock", "deliveries[0].dockId"),
        ];
        foreach (var (delivery, code, field) in bad)
        {
            await RefusedAsync(Ask(To(unitId, delivery)), fixture.Purchaser(unitId), HttpStatusCode.BadRequest, code, field);
        }

        Assert.Contains(
            "2026-11-23",
            (await ProblemAsync(fixture, To(unitId, bad[0].Delivery))).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_over_today_is_refused_with_the_next_day(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        // It is noon on a Friday: one dock has closed, the other takes in goods until two.
        var morning = await fixture.NewDockAsync(unitId);
        var late = await fixture.NewDockAsync(unitId, hours: [new(DayOfWeek.Friday, new(9, 0), new(14, 0))]);
        var product = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        var over = new DeliveryWindow(new(10, 0), new(12, 0));
        (PlaceOrder.Request Request, string Field, string Next)[] bad =
        [
            (To(unitId, Delivery(morning, Today, null, (product, 10))), "deliveries[0].deliverOn", "2026-11-23"),
            (To(unitId, Delivery(late, Today, over, (product, 10))), "deliveries[0].window", "2026-11-27"),
        ];
        foreach (var (request, field, next) in bad)
        {
            await RefusedAsync(Ask(request), fixture.Purchaser(unitId), HttpStatusCode.BadRequest, "over_today", field);
            Assert.Contains(
                next, (await ProblemAsync(fixture, request)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        await fixture.PlaceAsync(To(unitId, Delivery(late, Today, over with { Until = new(13, 0) }, (product, 10))));
        await fixture.PlaceAsync(To(unitId, Delivery(late, Today.AddDays(7), over, (product, 10))));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Area_and_step_of_a_listing_are_kept_also_without_a_day(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        var far = await ProductAsync(fixture, supplierId, new DeliveryTerms { DeliversTo = ["310000", "330100"] });
        var near = await ProductAsync(fixture, supplierId, new DeliveryTerms { DeliversTo = ["330200"], QuantityStep = Quantity.Of(2.5m) });

        await RefusedAsync(
            Ask(Order(unitId, (near, 10), (far, 10))), fixture.Purchaser(unitId), HttpStatusCode.BadRequest,
            "not_delivered_there", "lines[1].productId");
        await RefusedAsync(
            Ask(Order(unitId, (near, 11))), fixture.Purchaser(unitId), HttpStatusCode.BadRequest, "quantity_off_step", "lines[0].quantity");
        Assert.Null(Assert.Single((await fixture.PlaceAsync(Order(unitId, (near, 12.5m)))).Parts).DeliverOn);
        var onDay = await fixture.PlaceAsync(Order(unitId, (near, 12.5m)) with { DeliverOn = Today });
        Assert.Equal(Today, Assert.Single(onDay.Parts).DeliverOn);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_sold_by_the_piece_is_ordered_whole(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId, goose) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync(), Guid.CreateVersion7());
        // Of half a dozen each: half of one is three whole pieces.
        var (single, sixes) = (new TradeUnit { Name = "只", Pieces = 1 }, new TradeUnit { Name = "盒", Pieces = 6 });
        await fixture.HearAsync(Listing(goose, supplierId) with { Unit = single });
        var box = Guid.CreateVersion7();
        await fixture.HearAsync(Listing(box, supplierId) with { Unit = sixes });

        await RefusedAsync(
            Ask(Order(unitId, (goose, 12.5m))), fixture.Purchaser(unitId), HttpStatusCode.BadRequest, "quantity_not_whole",
            "lines[0].quantity");
        await RefusedAsync(
            Ask(Order(unitId, (box, 10.25m))), fixture.Purchaser(unitId), HttpStatusCode.BadRequest, "quantity_not_whole",
            "lines[0].quantity");
        await fixture.PlaceAsync(Order(unitId, (goose, 12), (box, 12.5m)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_has_one_of_two_forms(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var dock = await fixture.NewDockAsync(unitId);
        var product = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        var week = To(unitId, Delivery(dock, Monday, null, (product, 10)));
        var twice = Delivery(dock, Monday, null, (product, 10));
        (PlaceOrder.Request Request, string Code, string Field)[] bad =
        [
            (week with { DeliveryAddress = "学校路1号" }, "two_forms", "deliveries"),
            (week with { Deliveries = null }, "field_missing", "deliveryRegionId"),
            (week with { Deliveries = [] }, "count_out_of_range", "deliveries"),
            (week with { Deliveries = [twice, twice with { Lines = Lines((product, 10)) }] }, "duplicate_delivery", "deliveries"),
            (week with { Deliveries = [twice, twice with { DeliverOn = Monday.AddDays(1) }] }, "duplicate_line", "deliveries"),
            (
                week with { Deliveries = [twice with { Lines = Lines((product, 10), (product, 20)) }] },
                "duplicate_product", "deliveries[0].lines[1].productId"),
        ];
        foreach (var (request, code, field) in bad)
        {
            await RefusedAsync(Ask(request), fixture.Purchaser(unitId), HttpStatusCode.BadRequest, code, field);
        }
    }

    static PlaceOrder.Request To(Guid unitId, params PlaceOrder.DeliveryRequest[] deliveries) =>
        new() { OrderId = Guid.CreateVersion7(), UnitId = unitId, Deliveries = deliveries };

    static PlaceOrder.DeliveryRequest Delivery(
        Guid dockId, DateOnly deliverOn, DeliveryWindow? window, params (Guid ProductId, decimal Quantity)[] lines) =>
        new() { DockId = dockId, DeliverOn = deliverOn, Window = window, Lines = Lines(lines) };

    static async Task<Guid> ProductAsync(OrderingFixture fixture, Guid supplierId, DeliveryTerms? terms)
    {
        var productId = Guid.CreateVersion7();
        await fixture.HearAsync(Listing(productId, supplierId) with { Delivery = terms });
        return productId;
    }

    static Func<HttpClient, Task<HttpResponseMessage>> Ask(PlaceOrder.Request request) =>
        http => http.PostOnceAsync("/ordering/orders", request, ct: Ct);

    static async Task<JsonElement> ProblemAsync(OrderingFixture fixture, PlaceOrder.Request request)
    {
        using var answer = await Ask(request)(fixture.Purchaser(request.UnitId));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return await ReadAsync<JsonElement>(answer);
    }
}
