using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Invoices;

/// <summary>
/// POST /ordering/invoices → InvoiceRecorded for each part. A supplier records an invoice that it has issued to a unit, and says what of it
/// is for which lines of the unit's orders.
/// </summary>
public static class AllotInvoice
{
    const int LinesMax = 500;
    const int TitleMax = 100;

    public static void Map(RouteGroupBuilder invoices) => invoices.MapPost("/", HandleAsync)
        .WithName(nameof(AllotInvoice)).WithSummary("登记发票并分配到订单行 Record an invoice over several orders")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>An invoice as it was issued.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid InvoiceId { get; init; }

        public required InvoiceKind Kind { get; init; }

        /// <summary>发票代码 of an older invoice: 10 or 12 digits; absent for a fully digital one.</summary>
        public string? Code { get; init; }

        /// <summary>8 digits, or 20 for a fully digital invoice (数电票); unique per supplier, and per code where there is one.</summary>
        public required string Number { get; init; }

        /// <summary>销方名称 as printed; the supplier's name when absent.</summary>
        public string? SellerTitle { get; init; }

        /// <summary>购方抬头 as printed; the unit's name when absent.</summary>
        public string? BuyerTitle { get; init; }

        /// <summary>Tax included (价税合计): the sum of the lines.</summary>
        public required long AmountFen { get; init; }

        /// <summary>Not in the future, not before the day of the latest of the orders.</summary>
        public required DateOnly IssuedOn { get; init; }

        /// <summary>1 to 500, each an order line of its own, all of one unit.</summary>
        public required IReadOnlyList<Line> Lines { get; init; }

        public void Check(Checks checks)
        {
            checks.NewId(InvoiceId, "invoiceId");
            InvoiceNumber.Check(checks, Code, Number);
            checks.TextOrNone(SellerTitle, "sellerTitle", TitleMax);
            checks.TextOrNone(BuyerTitle, "buyerTitle", TitleMax);
            checks.Range(AmountFen, 1, Order.AmountMax.Fen, "amountFen");
            checks.Count(Lines.Count, 1, LinesMax, "lines", "发票行", "lines");
            checks.Each(Lines, "lines", (line, check) =>
            {
                check.NotEmpty(line.LineId, "lineId");
                check.Range(line.AmountFen, 1, Order.AmountMax.Fen, "amountFen");
            });
            checks.Distinct(Lines.Select(line => line.LineId), "lines");
            checks.That(
                Lines.Sum(line => (decimal)line.AmountFen) == AmountFen, "amountFen", "invoice_sum_differs",
                "发票金额须等于各行金额之和。", "The amount of an invoice is the sum of its lines.");
        }
    }

    /// <summary>What of the invoice is for an order line.</summary>
    public sealed record Line
    {
        public required Guid LineId { get; init; }

        /// <summary>Tax included, more than 0; at most what is left to be invoiced of the line.</summary>
        public required long AmountFen { get; init; }
    }

    static async Task<Created<InvoiceDetails>> HandleAsync(
        Request request, OrderingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var parts = await LockPartsAsync(db, caller, request, now, ct);
        var first = parts[request.Lines[0].LineId];
        await InvoiceNumber.RequireNewAsync(db, first.SupplierId, request.Code, request.Number, ct);
        var invoice = new Invoice
        {
            InvoiceId = request.InvoiceId,
            SupplierId = first.SupplierId,
            UnitId = first.UnitId,
            Kind = request.Kind,
            Code = request.Code ?? "",
            Number = request.Number,
            SellerTitle = request.SellerTitle ?? first.SupplierName,
            BuyerTitle = request.BuyerTitle ?? first.UnitName,
            Amount = new Money(request.AmountFen),
            IssuedOn = request.IssuedOn,
            RecordedAt = now,
            RecordedBy = caller.Subject,
        };
        var room = await InvoiceRoom.OfAsync(db, [.. parts.Values.Distinct()], ct);
        foreach (var (line, index) in request.Lines.Select((line, index) => (line, index)))
        {
            var part = parts[line.LineId];
            var amount = new Money(line.AmountFen);
            room.Take(part, part.Lines.Single(ordered => ordered.LineId == line.LineId), amount, $"lines[{index}].amountFen");
            invoice.Add(index + 1, part, line.LineId, amount);
        }

        db.Add(invoice);
        db.PublishRecorded(invoice);
        await db.SaveNewAsync(ct);
        return TypedResults.Created(
            $"/{OrderingService.Name}/invoices/{invoice.InvoiceId}", InvoiceDetails.Of(invoice, [], paid: Money.Zero, Viewers.Supplier));
    }

    /// <summary>The supplier's own part of each line, with its order locked, checked to be one that can be invoiced.</summary>
    static async Task<Dictionary<Guid, OrderPart>> LockPartsAsync(
        OrderingDb db, Caller caller, Request request, DateTimeOffset now, CancellationToken ct)
    {
        Guid[] lineIds = [.. request.Lines.Select(line => line.LineId)];
        var places = await db.Lines.AsNoTracking().Where(line => lineIds.Contains(line.LineId))
            .Join(
                db.Parts.Where(part => part.SupplierId == caller.Org), line => line.PartId, part => part.PartId,
                (line, part) => new { line.LineId, part.PartId, part.OrderId, part.UnitId })
            .ToDictionaryAsync(line => line.LineId, ct);
        if (Array.FindIndex(lineIds, id => !places.ContainsKey(id)) is >= 0 and var unknown)
        {
            throw new NotFoundException(
                "line_not_found", $"没有本供应商的订单行 {lineIds[unknown]}；请查询订单，填写 lines 中的 lineId。",
                $"There is no order line {lineIds[unknown]} of this supplier; look the order up and give a lineId of its lines.",
                $"lines[{unknown}].lineId");
        }

        if (Array.FindIndex(lineIds, id => places[id].UnitId != places[lineIds[0]].UnitId) is >= 0 and var other)
        {
            throw new RuleBrokenException(
                "invoice_of_several_buyers", "一张发票只能开给一个采购单位；请按单位分开登记。",
                "An invoice is made out to one unit; record one for each.", $"lines[{other}].lineId");
        }

        var orders = await OrdersOfMessages.LockWithPartsAsync(db, places.Values.Select(place => place.OrderId), ct);
        foreach (var order in orders.Values.OrderBy(order => order.OrderId))
        {
            DocumentRules.RequireConfirmed(order);
            DocumentRules.RequireDaySinceOrder(order, request.IssuedOn, "issuedOn", now);
        }

        return places.Values.ToDictionary(place => place.LineId, place => orders[place.OrderId].Part(place.PartId)!);
    }
}
