using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Invoices;
using Marketplace.Ordering.Payments;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class GetOrderTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_buyer_the_officials_of_its_region_and_auditors_see_the_whole_order(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();
        HttpClient[] readers =
        [
            fixture.Purchaser(order.UnitId),
            fixture.Service.Client(Roles.Approver, org: order.UnitId),
            fixture.Service.Client(Roles.Auditor),
            fixture.Service.Client(Roles.Official, tier: "Nation"),
        ];
        foreach (var reader in readers)
        {
            Assert.Equivalent(order, await SeeAsync(order.OrderId, reader), strict: true);
        }

        // Quotations are between supplier and unit.
        var city = fixture.Service.Client(Roles.Official, region: "330200", tier: "City");
        Assert.Equivalent(order with { Substitutes = null }, await SeeAsync(order.OrderId, city), strict: true);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_official_of_an_origin_sees_what_comes_from_there_and_nothing_of_the_whole(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();
        foreach (var (region, tier, number) in new[] { ("513431", "County", 0), ("520000", "Province", 1) })
        {
            var seen = await SeeAsync(order.OrderId, fixture.Service.Client(Roles.Official, region: region, tier: tier));

            Assert.Equivalent(order.Parts[number] with { DeliveryAddress = null }, Assert.Single(seen.Parts), strict: true);
            Assert.Equal((null, null, null), (seen.AmountFen, seen.DiscountFen, seen.AcceptedFen));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_a_part_with_goods_of_several_counties_an_official_of_one_sees_its_lines_and_no_sums(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        var (own, other) = (await fixture.NewProductAsync(supplierId), await fixture.NewProductAsync(supplierId, Congjiang));
        var order = await fixture.PlaceAsync(Order(unitId, (own, 20), (other, 100)));

        var part = Assert.Single(
            (await SeeAsync(order.OrderId, fixture.Service.Client(Roles.Official, region: "513431", tier: "County"))).Parts);

        Assert.Equivalent(order.Parts[0].Lines[0], Assert.Single(part.Lines), strict: true);
        Assert.Equal((null, null, null), (part.AmountFen, part.AcceptedFen, part.PayableFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Papers_are_seen_in_full_by_the_parties_and_the_side_that_pays_and_by_others_at_their_end(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var (payment, invoice) = (
            new RecordPayment.Request
            {
                PaymentId = Guid.CreateVersion7(),
                PartId = order.Parts[0].PartId,
                AmountFen = 100,
                PaidOn = Today,
                Reference = "ICBC-20261120-7788",
            },
            new RecordInvoice.Request
            {
                InvoiceId = Guid.CreateVersion7(),
                PartId = order.Parts[0].PartId,
                AmountFen = 100,
                IssuedOn = Today,
                Number = "26512000000099990001",
            });
        var path = $"/ordering/orders/{order.OrderId}";
        (await fixture.Purchaser(order.UnitId).PostOnceAsync($"{path}/payments", payment, ct: Ct)).EnsureSuccessStatusCode().Dispose();
        (await fixture.Seller(order.Parts[0].SupplierId).PostOnceAsync($"{path}/invoices", invoice, ct: Ct))
            .EnsureSuccessStatusCode().Dispose();

        Assert.Equal((payment.Reference, invoice.Number), await PapersAsync(fixture.Purchaser(order.UnitId)));
        Assert.Equal((payment.Reference, invoice.Number), await PapersAsync(fixture.Seller(order.Parts[0].SupplierId)));
        Assert.Equal((payment.Reference, invoice.Number), await PapersAsync(Official("330211")));
        Assert.Equal(("****7788", "****0001"), await PapersAsync(Official("513431")));
        Assert.Equal(("****7788", "****0001"), await PapersAsync(fixture.Service.Client(Roles.Operator)));

        HttpClient Official(string region) => fixture.Service.Client(Roles.Official, region: region, tier: "County");
        async Task<(string?, string?)> PapersAsync(HttpClient reader)
        {
            var part = (await SeeAsync(order.OrderId, reader)).Parts[0];
            return (Assert.Single(part.Payments).Reference, Assert.Single(part.Invoices).Number);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_left_of_a_budget_is_told_to_the_buyers_side_alone(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        await fixture.HearAsync(new BudgetDeclined
        {
            OrderId = order.OrderId,
            UnitId = order.UnitId,
            Year = 2026,
            AmountFen = order.AmountFen!.Value,
            AvailableFen = 123_456,
        });

        foreach (var (reader, isTold) in new[]
        {
            (fixture.Purchaser(order.UnitId), true),
            (fixture.Service.Client(Roles.Official, region: "330211", tier: "County"), true),
            (fixture.Service.Client(Roles.Auditor), true),
            (fixture.Seller(order.Parts[0].SupplierId), false),
            (fixture.Service.Client(Roles.Official, region: "513431", tier: "County"), false),
            (fixture.Service.Client(Roles.Operator), false),
        })
        {
            Assert.Equal(isTold, (await SeeAsync(order.OrderId, reader)).Cancellation!.Detail is not null);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_parties_see_who_else_has_read_it_and_their_own_reading_is_not_on_record(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();
        var official = fixture.Service.Client(Roles.Official, region: "513431", tier: "County", subject: "official-7");
        official.DefaultRequestHeaders.Add("Access-Purpose", Uri.EscapeDataString("核实三季度台账"));
        await SeeAsync(order.OrderId, official);
        await SeeAsync(order.OrderId, fixture.Purchaser(order.UnitId));
        await SeeAsync(order.OrderId, fixture.Seller(order.Parts[1].SupplierId));

        foreach (var (reader, subject) in new[]
        {
            (fixture.Purchaser(order.UnitId), null),
            (fixture.Seller(order.Parts[0].SupplierId), null),
            (fixture.Service.Client(Roles.Official, region: "513431", tier: "County"), "official-7"),
            (fixture.Service.Client(Roles.Auditor), "official-7"),
        })
        {
            var record = Assert.Single(await RecordsAsync(reader, $"?kind=order&objectId={order.OrderId}"));
            Assert.Equal(
                ("official", "513431", "GetOrder", subject, "核实三季度台账"),
                (record.GetProperty("role").GetString(), record.GetProperty("regionId").GetString(),
                    record.GetProperty("operation").GetString(), record.GetProperty("subject").GetString(),
                    record.GetProperty("purpose").GetString()));
            Assert.Equal(
                ["Commercial", "Contact", "Reference", "Person"],
                record.GetProperty("dataClasses").EnumerateArray().Select(each => each.GetString()));
        }

        // It was not shown the other part, so that the other supplier's rows were not read; nor may a stranger know.
        Assert.Empty(await RecordsAsync(fixture.Seller(order.Parts[1].SupplierId), $"?objectId={order.OrderId}"));
        Assert.Empty(await RecordsAsync(fixture.Purchaser(Guid.CreateVersion7()), $"?objectId={order.OrderId}"));
        Assert.Empty(await RecordsAsync(
            fixture.Service.Client(Roles.Official, region: "330211", tier: "County"), $"?objectId={order.OrderId}"));
        Assert.Empty(await RecordsAsync(fixture.Purchaser(order.UnitId), $"?objectId={order.OrderId}&subject=official-7"));
    }

    static async Task<JsonElement[]> RecordsAsync(HttpClient reader, string query) =>
        [.. (await reader.GetFromJsonAsync<JsonElement>($"/ordering/access-records{query}", Ct)).GetProperty("items").EnumerateArray()];

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_supplier_sees_its_own_part_and_not_what_others_earn(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();

        foreach (var part in order.Parts)
        {
            var seen = await SeeAsync(order.OrderId, fixture.Seller(part.SupplierId));
            Assert.Equal(part.PartId, Assert.Single(seen.Parts).PartId);
            Assert.Equal(part.AmountFen, seen.AmountFen);
            Assert.Equal(order.Parts[0].DeliveryAddress, seen.Parts[0].DeliveryAddress);
        }

        Assert.NotEqual(order.Parts[0].AmountFen, order.Parts[1].AmountFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_stranger_learns_nothing_of_an_order(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();
        HttpClient[] strangers =
        [
            fixture.Purchaser(Guid.CreateVersion7()),
            fixture.Seller(Guid.CreateVersion7()),
            fixture.Service.Client(Roles.Purchaser),
            fixture.Service.Client(Roles.Supplier),
            fixture.Service.Client(Roles.Official),
            fixture.Service.Client(Roles.Official, region: "440000", tier: "Province"),
            // A region in the token means nothing to those who are not officials.
            fixture.Service.Client(Roles.Purchaser, org: Guid.CreateVersion7(), region: "330200"),
        ];
        foreach (var stranger in strangers)
        {
            await RefusedAsync(Ask(order.OrderId), stranger, HttpStatusCode.NotFound, "order_not_found");
        }

        await RefusedAsync(
            Ask(order.OrderId), fixture.Service.Client(Roles.Carrier, org: order.UnitId), HttpStatusCode.Forbidden, "role_not_allowed");
        await RefusedAsync(Ask(Guid.CreateVersion7()), fixture.Service.Client(Roles.Auditor), HttpStatusCode.NotFound, "order_not_found");
        await RefusedAsync(Ask(order.OrderId), fixture.Service.ClientWith(null), HttpStatusCode.Unauthorized, "token_missing");
    }

    static Func<HttpClient, Task<HttpResponseMessage>> Ask(Guid orderId) => http => http.GetAsync($"/ordering/orders/{orderId}", Ct);
}
