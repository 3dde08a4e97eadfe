using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class PlaceOrderTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_over_two_suppliers_has_a_part_for_each_and_is_told_once(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var (sichuan, guizhou) = (await fixture.NewSupplierAsync(), await fixture.NewSupplierAsync("从江香猪合作社"));
        var (first, second, third) = (
            await fixture.NewProductAsync(sichuan), await fixture.NewProductAsync(guizhou, Congjiang),
            await fixture.NewProductAsync(sichuan));
        var request = Order(unitId, (first, 10.5m), (second, 100), (third, 99.999m));

        var order = await fixture.PlaceAsync(request);

        Assert.Equal(OrderState.Submitted, order.State);
        Assert.StartsWith("20261120-", order.Number, StringComparison.Ordinal);
        Assert.Equal("镇海中学食堂", order.UnitName);
        Assert.Equal(2026, order.BudgetYear);
        Assert.Equal([sichuan, guizhou], order.Parts.Select(part => part.SupplierId));
        Assert.All(order.Parts, part => Assert.Equal(PartState.Pending, part.State));
        Assert.Equal([1, 3], order.Parts[0].Lines.Select(line => line.LineNumber));
        // 10.5 × 3.50 and 99.999 × 3.50 at the first tier; 100 × 3.3333 at the second.
        Assert.Equal([3_675L, 35_000L], order.Parts[0].Lines.Select(line => line.AmountFen));
        Assert.Equal(33_333L, Assert.Single(order.Parts[1].Lines).AmountFen);
        Assert.Equal(UnitPrice.FromYuan(3.3333m), order.Parts[1].Lines[0].UnitPrice);
        Assert.Equal(72_008L, order.AmountFen);

        var told = await fixture.ToldOnceAsync<OrderSubmitted>(message => message.OrderId == order.OrderId);
        Assert.Equal((unitId, 2026, 72_008L, order.SubmittedAt), (told.UnitId, told.BudgetYear, told.AmountFen, told.SubmittedAt));
        Assert.Equal(
            request.Lines!.Select(line => (line.LineId, line.ProductId, line.Quantity)),
            told.Lines.Select(line => (line.LineId, line.ProductId, line.Quantity)));
        Assert.Equivalent(order, await fixture.SeeAsync(order), strict: true);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_sent_twice_with_one_key_is_placed_once(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var request = Order(await fixture.NewUnitAsync(), (await fixture.NewProductAsync(await fixture.NewSupplierAsync()), 10));
        var caller = fixture.Purchaser(request.UnitId);
        var key = Guid.CreateVersion7().ToString();

        using var first = await caller.PostOnceAsync("/ordering/orders", request, key, Ct);
        using var second = await caller.PostOnceAsync("/ordering/orders", request, key, Ct);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal($"/ordering/orders/{request.OrderId}", first.Headers.Location?.ToString());
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await second.Content.ReadAsStringAsync(Ct));
        await fixture.ToldOnceAsync<OrderSubmitted>(message => message.OrderId == request.OrderId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_id_or_a_line_id_that_is_taken_is_refused(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var request = Order(await fixture.NewUnitAsync(), (await fixture.NewProductAsync(await fixture.NewSupplierAsync()), 10));
        await fixture.PlaceAsync(request);
        var sameId = Order(request.UnitId, (request.Lines![0].ProductId, 11)) with { OrderId = request.OrderId };
        var sameLine = Order(request.UnitId, (request.Lines![0].ProductId, 11)) with { Lines = request.Lines };

        await RefusedAsync(Ask(sameId), fixture.Purchaser(request.UnitId), HttpStatusCode.Conflict, "already_exists", "orderId");
        await RefusedAsync(Ask(sameLine), fixture.Purchaser(request.UnitId), HttpStatusCode.Conflict, "already_exists", "lines");

        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.Equal(request.OrderId, (await db.Orders.SingleAsync(order => order.UnitId == request.UnitId, Ct)).OrderId);
        Assert.Equal(3_500, (await fixture.ToldOnceAsync<OrderSubmitted>(message => message.UnitId == request.UnitId)).AmountFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_new_price_holds_for_the_next_order_and_changes_no_earlier_one(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        var productId = await fixture.NewProductAsync(supplierId);
        var before = await fixture.PlaceAsync(Order(unitId, (productId, 10)));

        await fixture.HearAsync(Supplier(supplierId, "昭觉洋芋合作联社", version: 2));
        await fixture.HearAsync(Listing(productId, supplierId, version: 2) with
        {
            Name = "高山红洋芋",
            PriceTiers = [new PriceTier { FromQuantity = Quantity.Of(1), UnitPrice = UnitPrice.FromYuan(4) }],
        });
        var after = await fixture.PlaceAsync(Expecting(Order(unitId, (productId, 10)), 4));

        Assert.Equal(("高山红洋芋", "昭觉洋芋合作联社", 4_000L), (after.Parts[0].Lines[0].ProductName, after.Parts[0].SupplierName, after.AmountFen));
        var kept = await fixture.SeeAsync(before);
        Assert.Equal(("高山洋芋", "昭觉洋芋合作社", 3_500L), (kept.Parts[0].Lines[0].ProductName, kept.Parts[0].SupplierName, kept.AmountFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_at_another_price_than_the_buyer_was_shown_is_refused_and_says_the_price_of_today(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        var productId = await fixture.NewProductAsync(supplierId);
        var shown = Order(unitId, (productId, 10));
        await fixture.HearAsync(Listing(productId, supplierId, version: 2) with { PriceTiers = [Tier(10, 9.99m)] });

        foreach (var expected in (decimal[])[3.5m, 9.98m, 0])
        {
            await RefusedAsync(
                Ask(Expecting(shown, expected)), fixture.Purchaser(unitId), HttpStatusCode.Conflict,
                "price_changed", "lines[0].expectedUnitPrice");
        }

        using var answer = await fixture.Purchaser(unitId).PostOnceAsync("/ordering/orders", shown, ct: Ct);
        Assert.Contains("9.99", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await NothingWasPlacedAsync(fixture, unitId);
        Assert.Equal(9_990, (await fixture.PlaceAsync(Expecting(shown, 9.99m))).AmountFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task No_two_orders_have_one_number_however_alike_their_ids_are(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        var productId = await fixture.NewProductAsync(supplierId);

        var orders = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => fixture.PlaceAsync(
            Order(unitId, (productId, 10)) with { OrderId = Alike(unitId, i) })));

        Assert.Equal(20, orders.Select(order => order.Number).Distinct().Count());

        // The last 40 bits are the same: only the first differ.
        static Guid Alike(Guid seed, int i)
        {
            var bytes = seed.ToByteArray(bigEndian: true);
            bytes[7] ^= (byte)i;
            return new Guid(bytes, bigEndian: true);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_may_have_five_hundred_lines(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        Guid[] products = [.. Enumerable.Range(0, 500).Select(_ => Guid.CreateVersion7())];
        await Task.WhenAll(products.Select(productId => fixture.HearAsync(Listing(productId, supplierId))));

        var order = await fixture.PlaceAsync(Order(unitId, [.. products.Select(productId => (productId, 10m))]));

        Assert.Equal((500, 1_750_000L), (Assert.Single(order.Parts).Lines.Count, order.AmountFen));
        Assert.Equal(500, Assert.Single((await fixture.SeeAsync(order)).Parts).Lines.Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_malformed_is_refused_with_its_field(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var productId = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        var good = Order(unitId, (productId, 10));
        var line = good.Lines![0];
        (PlaceOrder.Request Request, string Code, string Field)[] bad =
        [
            (good with { OrderId = Guid.Empty }, "id_empty", "orderId"),
            (good with { DeliveryAddress = "" }, "text_blank", "deliveryAddress"),
            (good with { DeliveryAddress = new string('路', 201) }, "text_too_long", "deliveryAddress"),
            (good with { DeliveryAddress = "一号\u0007" }, "text_unreadable", "deliveryAddress"),
            (good with { Lines = [] }, "count_out_of_range", "lines"),
            (good with { Lines = [.. Enumerable.Range(0, 501).Select(_ => line)] }, "count_out_of_range", "lines"),
            (good with { Lines = [line with { Quantity = Quantity.Zero }] }, "quantity_out_of_range", "lines[0].quantity"),
            (good with { Lines = [line with { Quantity = Quantity.Of(-1) }] }, "quantity_out_of_range", "lines[0].quantity"),
            (good with { Lines = [line with { Quantity = Quantity.Of(1_000_000.001m) }] }, "quantity_out_of_range", "lines[0].quantity"),
            (good with { Lines = [line with { LineId = Guid.Empty }] }, "id_empty", "lines[0].lineId"),
            (good with { Lines = [line, line with { ProductId = Guid.CreateVersion7() }] }, "duplicate_line", "lines[1].lineId"),
            (good with { Lines = [line, line with { LineId = Guid.CreateVersion7() }] }, "duplicate_product", "lines[1].productId"),
        ];
        foreach (var (request, code, field) in bad)
        {
            await RefusedAsync(Ask(request), fixture.Purchaser(unitId), HttpStatusCode.BadRequest, code, field);
        }

        await NothingWasPlacedAsync(fixture, unitId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_unknown_or_not_for_sale_is_refused_with_its_field(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        var productId = await fixture.NewProductAsync(supplierId);
        var (withdrawn, orphan, priceless, dear) = (
            Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var suspended = await fixture.NewSupplierAsync("停业合作社");
        var ofSuspended = await fixture.NewProductAsync(suspended);
        await fixture.HearAsync(Supplier(suspended, "停业合作社", version: 2, isActive: false));
        await fixture.HearAsync(Listing(withdrawn, supplierId, isOnOffer: false));
        await fixture.HearAsync(Listing(orphan, Guid.CreateVersion7()));
        await fixture.HearAsync(Listing(priceless, supplierId) with { PriceTiers = [Tier(0.001m, 0.0001m)] });
        await fixture.HearAsync(Listing(dear, supplierId) with { PriceTiers = [Tier(1, 900_000_000_000m)] });
        var heavy = Guid.CreateVersion7();
        await fixture.HearAsync(Listing(heavy, supplierId) with { Unit = new TradeUnit { Name = "列", Grams = 1_000_000_000 } });
        (PlaceOrder.Request Request, string Code, string Field)[] bad =
        [
            (Order(unitId, (productId, 10)) with { DeliveryRegionId = "999999" }, "unknown_region", "deliveryRegionId"),
            (Order(unitId, (productId, 10)) with { DeliveryRegionId = "330000" }, "region_not_deliverable", "deliveryRegionId"),
            (Order(unitId, (productId, 10)) with { DeliveryRegionId = "330200" }, "region_not_deliverable", "deliveryRegionId"),
            (Order(unitId, (heavy, 10.001m)), "line_too_large", "lines[0].quantity"),
            (Order(unitId, (productId, 10)) with { DeliveryRegionId = "419000" }, "region_not_deliverable", "deliveryRegionId"),
            (Order(unitId, (productId, 10), (Guid.CreateVersion7(), 10)), "unknown_product", "lines[1].productId"),
            (Order(unitId, (productId, 10), (withdrawn, 10)), "product_withdrawn", "lines[1].productId"),
            (Order(unitId, (orphan, 10)), "unknown_supplier", "lines[0].productId"),
            (Order(unitId, (ofSuspended, 10)), "supplier_suspended", "lines[0].productId"),
            (Order(unitId, (productId, 9.999m)), "below_minimum_quantity", "lines[0].quantity"),
            (Expecting(Order(unitId, (productId, 10), (priceless, 0.001m)), 3.5m, 0.0001m), "line_without_value", "lines[1].quantity"),
            (Expecting(Order(unitId, (dear, 1)), 900_000_000_000m), "order_too_large", "lines"),
            (Expecting(Order(unitId, (dear, 1_000_000)), 900_000_000_000m), "order_too_large", "lines"),
        ];
        foreach (var (request, code, field) in bad)
        {
            await RefusedAsync(Ask(request), fixture.Purchaser(unitId), HttpStatusCode.BadRequest, code, field);
        }

        // A region that was merged into another is no place any more.
        await RefusedAsync(
            Ask(Order(unitId, (productId, 10)) with { DeliveryRegionId = "330104" }), fixture.Purchaser(unitId), HttpStatusCode.Conflict,
            "region_ended", "deliveryRegionId");
        await NothingWasPlacedAsync(fixture, unitId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_suspended_until_yesterday_and_whose_authority_begins_today_is_for_sale(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        var (now, soon) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await fixture.HearAsync(Supplier(supplierId, version: 2) with
        {
            Suspensions = [new SupplierPublished.Suspension(Today.AddDays(-9), Today)],
        });
        await fixture.HearAsync(Listing(now, supplierId) with { Agency = AgencyOn(Today, Today) });
        await fixture.HearAsync(Listing(soon, supplierId) with { Agency = AgencyOn(Today.AddDays(1), Today.AddDays(9)) });
        await RefusedAsync(
            Ask(Order(unitId, (soon, 10))), fixture.Purchaser(unitId), HttpStatusCode.BadRequest, "no_authority", "lines[0].productId");

        await fixture.PlaceAsync(Order(unitId, (now, 10)));
    }

    [Theory]
    [InlineData(Engine.Sqlite, NegativeListSubject.Supplier)]
    [InlineData(Engine.PostgreSql, NegativeListSubject.Supplier)]
    [InlineData(Engine.Sqlite, NegativeListSubject.Product)]
    [InlineData(Engine.PostgreSql, NegativeListSubject.Product)]
    [InlineData(Engine.Sqlite, NegativeListSubject.Unit)]
    [InlineData(Engine.PostgreSql, NegativeListSubject.Unit)]
    public async Task Nothing_is_ordered_of_or_by_what_is_on_the_negative_list_today(Engine engine, NegativeListSubject subject)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        var productId = await fixture.NewProductAsync(supplierId);
        var subjectId = subject switch
        {
            NegativeListSubject.Supplier => supplierId,
            NegativeListSubject.Product => productId,
            _ => unitId,
        };
        await fixture.HearAsync(Listed(subject, subjectId, Today.AddDays(-9), Today.AddDays(-1)));
        await fixture.HearAsync(Listed(subject, subjectId, Today.AddDays(1), Today.AddDays(9)));
        await fixture.PlaceAsync(Order(unitId, (productId, 10)));
        var entry = Listed(subject, subjectId, Today, Today);
        await fixture.HearAsync(entry);
        await RefusedAsync(Ask(Order(unitId, (productId, 10))), fixture.Purchaser(unitId), HttpStatusCode.Conflict, "on_negative_list");
        await fixture.HearAsync(entry with { Version = 2, LiftedFrom = Today });
        await fixture.PlaceAsync(Order(unitId, (productId, 10)));
    }

    static Agency AgencyOn(DateOnly from, DateOnly until) => new()
    {
        PrincipalId = Guid.CreateVersion7(),
        PrincipalName = "昭觉洋芋合作社",
        ProductId = Guid.CreateVersion7(),
        ValidFrom = from,
        ValidUntil = until,
    };

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_that_is_unknown_or_belongs_nowhere_yet_cannot_order(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var productId = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        var (stranger, newcomer) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await fixture.HearAsync(Unit(newcomer, Zhenhai, from: Today.AddDays(1)));

        await RefusedAsync(
            Ask(Order(stranger, (productId, 10))), fixture.Purchaser(stranger), HttpStatusCode.BadRequest, "unknown_unit", "unitId");
        await RefusedAsync(
            Ask(Order(newcomer, (productId, 10))), fixture.Purchaser(newcomer), HttpStatusCode.BadRequest, "unit_without_region", "unitId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Wrong_types_and_missing_fields_are_refused_with_their_field(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var caller = fixture.Purchaser(unitId);
        var line = new { lineId = Guid.CreateVersion7(), productId = Guid.CreateVersion7(), quantity = "10", expectedUnitPrice = "3.50" };
        (object Body, string Code, string Field)[] bad =
        [
            (
                new { orderId = Guid.CreateVersion7(), unitId, deliveryRegionId = "330211", deliveryAddress = "一号" },
                "field_missing", "lines"),
            (Body(new[] { Typed(line, "quantity", 10) }), "json_wrong_type", "lines[0].quantity"),
            (Body(new[] { Typed(line, "quantity", "1.2345") }), "json_wrong_type", "lines[0].quantity"),
            (Body(new[] { Typed(line, "lineId", "x") }), "json_wrong_type", "lines[0].lineId"),
            (Body(new[] { new { line.lineId, line.productId, line.quantity } }), "field_missing", "lines[0].expectedUnitPrice"),
            (Body(new[] { Typed(line, "unitPrice", "0.01") }), "field_unknown", "lines[0].unitPrice"),
            // What a supplier states, and nobody else (CR-02).
            (Body(new[] { Typed(line, "charge", "Donation") }), "field_unknown", "lines[0].charge"),
            (Body(new[] { Typed(line, "free", "10") }), "field_unknown", "lines[0].free"),
            (Body(new[] { line }, new { discountFen = 3_499 }), "field_unknown", "terms.discountFen"),
        ];
        foreach (var (body, code, field) in bad)
        {
            await RefusedAsync(
                http => http.PostOnceAsync("/ordering/orders", body, ct: Ct), caller, HttpStatusCode.BadRequest, code, field);
        }

        await RefusedAsync(
            http => http.PostAsJsonAsync("/ordering/orders", Body(new[] { line }), Ct),
            caller, HttpStatusCode.BadRequest, "idempotency_key_missing", "Idempotency-Key");
        await NothingWasPlacedAsync(fixture, unitId);

        object Body(object lines, object? terms = null) =>
            new { orderId = Guid.CreateVersion7(), unitId, deliveryRegionId = "330211", deliveryAddress = "一号", lines, terms };

        static JsonObject Typed(object line, string name, JsonNode value)
        {
            var typed = JsonSerializer.SerializeToNode(line)!.AsObject();
            typed[name] = value;
            return typed;
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_orders_for_another_unit_or_without_the_role(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var request = Order(await fixture.NewUnitAsync(), (await fixture.NewProductAsync(await fixture.NewSupplierAsync()), 10));
        string[] otherRoles = [Roles.Approver, Roles.Supplier, Roles.Carrier, Roles.Official, Roles.Auditor, Roles.Operator];

        await RefusedAsync(Ask(request), fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.Forbidden, "not_your_organisation");
        foreach (var role in otherRoles)
        {
            await RefusedAsync(
                Ask(request), fixture.Service.Client(role, org: request.UnitId), HttpStatusCode.Forbidden, "role_not_allowed");
        }

        await RefusedAsync(Ask(request), fixture.Service.ClientWith(null), HttpStatusCode.Unauthorized, "token_missing");
        await NothingWasPlacedAsync(fixture, request.UnitId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_may_go_to_a_city_without_counties_and_to_a_county_that_a_province_administers_directly(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var productId = await fixture.NewProductAsync(await fixture.NewSupplierAsync());

        foreach (var region in new[] { "441900", "419001" })
        {
            var order = await fixture.PlaceAsync(Order(unitId, (productId, 10)) with { DeliveryRegionId = region });
            Assert.Equal(region, Assert.Single(order.Parts).DeliveryRegionId);
        }
    }

    static PriceTier Tier(decimal from, decimal yuan) => new() { FromQuantity = Quantity.Of(from), UnitPrice = UnitPrice.FromYuan(yuan) };

    static Func<HttpClient, Task<HttpResponseMessage>> Ask(PlaceOrder.Request request) =>
        http => http.PostOnceAsync("/ordering/orders", request, ct: Ct);

    static async Task NothingWasPlacedAsync(OrderingFixture fixture, Guid unitId)
    {
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.False(await db.Orders.AnyAsync(order => order.UnitId == unitId, Ct));
        Assert.Empty(fixture.Told<OrderSubmitted>(message => message.UnitId == unitId));
    }
}
