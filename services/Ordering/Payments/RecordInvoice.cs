using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payments;

/// <summary>POST /orders/{orderId}/invoices → InvoiceRecorded. A supplier records an invoice that it has issued for its part.</summary>
public static class RecordInvoice
{
    public static void Map(RouteGroupBuilder orders) => orders.MapPost("/{orderId:guid}/invoices", HandleAsync)
        .WithName(nameof(RecordInvoice)).WithSummary("登记发票 Record an invoice")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>An invoice as it was issued.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid InvoiceId { get; init; }

        /// <summary>The supplier's own part of the order.</summary>
        public required Guid PartId { get; init; }

        /// <summary>
        /// 发票代码, which older invoices bear beside their number: 10 or 12 digits; absent for a fully digital invoice.
        /// </summary>
        public string? Code { get; init; }

        /// <summary>8 digits, or 20 for a fully digital invoice (数电票); unique per supplier, and per code where there is one.</summary>
        public required string Number { get; init; }

        /// <summary>Tax included (价税合计), more than 0; all invoices together at most the amount of the part.</summary>
        public required long AmountFen { get; init; }

        /// <summary>Not in the future, not before the day of the order.</summary>
        public required DateOnly IssuedOn { get; init; }

        public void Check(Checks checks)
        {
            checks.NewId(InvoiceId, "invoiceId");
            checks.NotEmpty(PartId, "partId");
            checks.That(
                Invoice.IsNumber(Number),
                "number",
                "invoice_number_invalid",
                "发票号码须为 8 位数字，数电票为 20 位数字。",
                "An invoice number has 8 digits, that of a fully digital invoice 20.");
            checks.That(
                Code is null || Invoice.IsCode(Code, Number),
                "code",
                "invoice_code_invalid",
                "发票代码须为 10 或 12 位数字；数电票（20 位号码）没有发票代码，请勿填写。",
                "An invoice code has 10 or 12 digits; a fully digital invoice, whose number has 20, has none: leave it out.");
            checks.Range(AmountFen, 1, Order.AmountMax.Fen, "amountFen");
        }
    }

    static async Task<Created<InvoiceView>> HandleAsync(
        Guid orderId, Request request, OrderingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var order = await OrderScope.LockOrderAsync(db, orderId, ct);
        var part = OrderScope.OwnPartOf(caller, order, request.PartId);
        DocumentRules.RequireConfirmed(order);
        DocumentRules.RequireDaySinceOrder(order, request.IssuedOn, "issuedOn", now);
        await RequireNewNumberAsync(db, part.SupplierId, request, ct);
        var invoice = new Invoice
        {
            InvoiceId = request.InvoiceId,
            PartId = part.PartId,
            SupplierId = part.SupplierId,
            Code = request.Code ?? "",
            Number = request.Number,
            Amount = new Money(request.AmountFen),
            IssuedOn = request.IssuedOn,
            RecordedAt = now,
            RecordedBy = caller.Subject,
        };
        if (!part.Invoice(invoice))
        {
            throw new RuleBrokenException(
                "invoice_exceeds_part",
                $"发票合计将超过该部分金额 {part.Payable} 元：已开 {part.Invoiced} 元，本次最多可登记 {part.Payable - part.Invoiced} 元。",
                $"The invoices would exceed the {part.Payable} yuan of this part: "
                + $"{part.Invoiced} yuan are invoiced, so at most {part.Payable - part.Invoiced} yuan can be recorded.",
                "amountFen");
        }

        db.Add(invoice);
        db.Publish(new InvoiceRecorded
        {
            InvoiceId = invoice.InvoiceId,
            OrderId = order.OrderId,
            PartId = part.PartId,
            SupplierId = part.SupplierId,
            Code = request.Code,
            Number = invoice.Number,
            AmountFen = invoice.Amount.Fen,
            IssuedOn = invoice.IssuedOn,
        });
        await db.SaveNewAsync(ct);
        return TypedResults.Created($"/{OrderingService.Name}/orders/{order.OrderId}", InvoiceView.Of(invoice, Viewers.Supplier));
    }

    /// <summary>
    /// Older numbers come again under other codes. Where either paper does not say its code, the number alone decides, as in the ledger
    /// (CR-22).
    /// </summary>
    static async Task RequireNewNumberAsync(OrderingDb db, Guid supplierId, Request request, CancellationToken ct)
    {
        var (number, code) = (request.Number, request.Code ?? "");
        if (await db.Invoices.AnyAsync(
            invoice => invoice.SupplierId == supplierId && invoice.Number == number
                && (invoice.Code == code || invoice.Code == "" || code == ""),
            ct))
        {
            throw new RuleBrokenException(
                "invoice_number_taken",
                $"发票号码 {number} 已登记过，同一张发票不能重复登记；请核对号码。",
                $"The invoice {number} is recorded already and can't be recorded again; check the number.",
                "number");
        }
    }
}
