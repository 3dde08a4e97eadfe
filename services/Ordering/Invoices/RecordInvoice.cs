using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Invoices;

/// <summary>
/// POST /orders/{orderId}/invoices → InvoiceRecorded. A supplier records an invoice that it has issued for its part alone: the simple form
/// of
/// <see cref="AllotInvoice"/>, in which the amount goes to the lines in their order, to each as much as can be invoiced of it.
/// </summary>
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

        /// <summary>普通发票 when absent.</summary>
        public InvoiceKind Kind { get; init; } = InvoiceKind.Ordinary;

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
            InvoiceNumber.Check(checks, Code, Number);
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
        await InvoiceNumber.RequireNewAsync(db, part.SupplierId, request.Code, request.Number, ct);
        var invoice = new Invoice
        {
            InvoiceId = request.InvoiceId,
            SupplierId = part.SupplierId,
            UnitId = part.UnitId,
            Kind = request.Kind,
            Code = request.Code ?? "",
            Number = request.Number,
            SellerTitle = part.SupplierName,
            BuyerTitle = part.UnitName,
            Amount = new Money(request.AmountFen),
            IssuedOn = request.IssuedOn,
            RecordedAt = now,
            RecordedBy = caller.Subject,
        };
        await AllotAsync(db, invoice, part, ct);
        db.Add(invoice);
        db.PublishRecorded(invoice);
        await db.SaveNewAsync(ct);
        return TypedResults.Created(
            $"/{OrderingService.Name}/orders/{order.OrderId}", InvoiceView.Of(invoice, part.PartId, Viewers.Supplier));
    }

    /// <summary>The lines together have room for whatever the part has room for.</summary>
    static async Task AllotAsync(OrderingDb db, Invoice invoice, OrderPart part, CancellationToken ct)
    {
        const string Field = "amountFen";
        if (part.Invoiced + invoice.Amount > part.Payable)
        {
            throw InvoiceRoom.ExceedsPart(part, Field);
        }

        var room = await InvoiceRoom.OfAsync(db, [part], ct);
        var rest = invoice.Amount;
        foreach (var line in part.Lines.OrderBy(line => line.LineNumber))
        {
            var left = room.Of(part, line);
            var amount = left < rest ? left : rest;
            if (amount > Money.Zero)
            {
                room.Take(part, line, amount, Field);
                invoice.Add(invoice.Lines.Count + 1, part, line.LineId, amount);
                rest -= amount;
            }
        }
    }
}
