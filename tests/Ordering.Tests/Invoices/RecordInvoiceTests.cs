using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Invoices;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Invoices;

public sealed class RecordInvoiceTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Invoices_up_to_the_amount_of_the_part_are_kept_and_told(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        var seller = fixture.Seller(order.Parts[0].SupplierId);
        var (digital, paper) = (Invoice(order, 6_900, "26512000000012345678"), Invoice(order, 100, "01234567"));

        using (var answer = await AskAsync(seller, order, digital))
        {
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.Equal(digital.Number, (await ReadAsync<InvoiceView>(answer)).Number);
        }

        (await AskAsync(seller, order, paper)).Dispose();
        await RefusedAsync(
            http => AskAsync(http, order, Invoice(order, 1, "11111111")), seller,
            HttpStatusCode.Conflict, "invoice_exceeds_part", "amountFen");

        var told = await fixture.ToldOnceAsync<InvoiceRecorded>(message => message.InvoiceId == digital.InvoiceId);
        Assert.Equal(
            (order.OrderId, order.Parts[0].PartId, order.Parts[0].SupplierId, digital.Number, 6_900L, Today),
            (told.OrderId, told.PartId, told.SupplierId, told.Number, told.AmountFen, told.IssuedOn));
        var seen = await SeeAsync(order.OrderId, fixture.Purchaser(order.UnitId));
        Assert.Equal(
            ["01234567", "26512000000012345678"], seen.Parts[0].Invoices.Select(invoice => invoice.Number).Order(StringComparer.Ordinal));
        Assert.Empty(seen.Parts[1].Invoices);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_number_is_recorded_once_for_a_supplier_and_may_be_another_suppliers_too(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        var (first, second) = (fixture.Seller(order.Parts[0].SupplierId), fixture.Seller(order.Parts[1].SupplierId));
        (await AskAsync(first, order, Invoice(order, 10, "22222222"))).Dispose();

        await RefusedAsync(
            http => AskAsync(http, order, Invoice(order, 10, "22222222")),
            first, HttpStatusCode.Conflict, "invoice_number_taken", "number");
        using var others = await AskAsync(second, order, Invoice(order, 10, "22222222", part: 1));

        Assert.Equal(HttpStatusCode.Created, others.StatusCode);
        Assert.Single((await fixture.SeeAsync(order)).Parts[0].Invoices);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_older_number_may_come_again_under_another_code_but_not_where_a_code_is_not_said(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        var seller = fixture.Seller(order.Parts[0].SupplierId);
        var first = Invoice(order, 10, "44444444") with { Code = "051002100104" };
        using (var recorded = await AskAsync(seller, order, first))
        {
            Assert.Equal(first.Code, (await ReadAsync<InvoiceView>(recorded)).Code);
        }

        using (var another = await AskAsync(seller, order, Invoice(order, 10, "44444444") with { Code = "5100194130" }))
        {
            Assert.Equal(HttpStatusCode.Created, another.StatusCode);
        }

        foreach (var code in (string?[])["051002100104", "5100194130", null])
        {
            await RefusedAsync(
                http => AskAsync(http, order, Invoice(order, 10, "44444444") with { Code = code }),
                seller, HttpStatusCode.Conflict, "invoice_number_taken", "number");
        }

        var told = await fixture.ToldOnceAsync<InvoiceRecorded>(message => message.InvoiceId == first.InvoiceId);
        Assert.Equal((first.Code, first.Number), (told.Code, told.Number));
        Assert.Equal(2, (await fixture.SeeAsync(order)).Parts[0].Invoices.Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_with_an_invoice_is_refused_with_its_field(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        var good = Invoice(order, 100, "33333333");
        (RecordInvoice.Request Invoice, HttpStatusCode Status, string Code, string Field)[] bad =
        [
            (good with { InvoiceId = Guid.Empty }, HttpStatusCode.BadRequest, "id_empty", "invoiceId"),
            (good with { Number = "1234567" }, HttpStatusCode.BadRequest, "invoice_number_invalid", "number"),
            (good with { Number = "123456789" }, HttpStatusCode.BadRequest, "invoice_number_invalid", "number"),
            (good with { Number = "1234567a" }, HttpStatusCode.BadRequest, "invoice_number_invalid", "number"),
            (good with { Number = "１２３４５６７８" }, HttpStatusCode.BadRequest, "invoice_number_invalid", "number"),
            (good with { Code = "123456789" }, HttpStatusCode.BadRequest, "invoice_code_invalid", "code"),
            (good with { Code = "12345678901a" }, HttpStatusCode.BadRequest, "invoice_code_invalid", "code"),
            (good with { Code = "5100194130", Number = "26512000000012345678" }, HttpStatusCode.BadRequest, "invoice_code_invalid", "code"),
            (good with { AmountFen = 0 }, HttpStatusCode.BadRequest, "out_of_range", "amountFen"),
            (good with { IssuedOn = Today.AddDays(1) }, HttpStatusCode.BadRequest, "day_out_of_range", "issuedOn"),
            (good with { IssuedOn = Today.AddDays(-1) }, HttpStatusCode.BadRequest, "day_out_of_range", "issuedOn"),
            (good with { PartId = Guid.CreateVersion7() }, HttpStatusCode.NotFound, "part_not_found", "partId"),
            // The part of another supplier of the same order.
            (good with { PartId = order.Parts[1].PartId }, HttpStatusCode.NotFound, "part_not_found", "partId"),
            (good with { AmountFen = 7_001 }, HttpStatusCode.Conflict, "invoice_exceeds_part", "amountFen"),
        ];
        foreach (var (invoice, status, code, field) in bad)
        {
            await RefusedAsync(http => AskAsync(http, order, invoice), fixture.Seller(order.Parts[0].SupplierId), status, code, field);
        }

        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.False(await db.Invoices.AnyAsync(invoice => invoice.SupplierId == order.Parts[0].SupplierId, Ct));
        Assert.Empty(fixture.Told<InvoiceRecorded>(message => message.OrderId == order.OrderId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_invoice_needs_a_confirmed_order_a_new_id_and_the_supplier_itself(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        var seller = fixture.Seller(order.Parts[0].SupplierId);
        await RefusedAsync(
            http => AskAsync(http, order, Invoice(order, 1, "44444444")), seller, HttpStatusCode.Conflict, "order_not_confirmed");

        await fixture.ConfirmAsync(order);
        var invoice = Invoice(order, 1, "44444444");
        (await AskAsync(seller, order, invoice)).Dispose();
        await RefusedAsync(
            http => AskAsync(http, order, invoice with { Number = "55555555" }),
            seller, HttpStatusCode.Conflict, "already_exists", "invoiceId");

        await RefusedAsync(
            http => AskAsync(http, order, Invoice(order, 1, "66666666")),
            fixture.Seller(Guid.CreateVersion7()), HttpStatusCode.NotFound, "order_not_found");
        foreach (var role in new[] { Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator, Roles.Carrier })
        {
            await RefusedAsync(
                http => AskAsync(http, order, Invoice(order, 1, "66666666")),
                fixture.Service.Client(role, org: order.Parts[0].SupplierId),
                HttpStatusCode.Forbidden,
                "role_not_allowed");
        }
    }

    static RecordInvoice.Request Invoice(OrderView order, long amountFen, string number, int part = 0) => new()
    {
        InvoiceId = Guid.CreateVersion7(),
        PartId = order.Parts[part].PartId,
        Number = number,
        AmountFen = amountFen,
        IssuedOn = Today,
    };

    static Task<HttpResponseMessage> AskAsync(HttpClient caller, OrderView order, RecordInvoice.Request invoice) =>
        caller.PostOnceAsync($"/ordering/orders/{order.OrderId}/invoices", invoice, ct: Ct);
}
