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
/// POST /ordering/invoices/{invoiceId}/reversal → InvoiceReversed for each part. A supplier records the red-letter invoice (红字发票) by which
/// it has taken back an invoice, wholly or in part: what the invoice proved is proved no more, and can be invoiced anew.
/// </summary>
public static class ReverseInvoice
{
    public static void Map(RouteGroupBuilder invoices) => invoices.MapPost("/{invoiceId:guid}/reversal", HandleAsync)
        .WithName(nameof(ReverseInvoice)).WithSummary("登记红字发票 Record a red-letter invoice")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>A red-letter invoice as it was issued.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>Of the red-letter invoice, made by the caller.</summary>
        public required Guid RedInvoiceId { get; init; }

        /// <summary>发票代码 of an older invoice; absent for a fully digital one.</summary>
        public string? Code { get; init; }

        /// <summary>Its own number, which it has as every invoice has.</summary>
        public required string Number { get; init; }

        public required RedLetterReason Reason { get; init; }

        /// <summary>Not in the future, not before the invoice.</summary>
        public required DateOnly IssuedOn { get; init; }

        /// <summary>What is taken back of which lines of the invoice; absent when all that is left of it.</summary>
        public IReadOnlyList<Line>? Lines { get; init; }

        public void Check(Checks checks)
        {
            checks.NewId(RedInvoiceId, "redInvoiceId");
            InvoiceNumber.Check(checks, Code, Number);
            if (Lines is not null)
            {
                checks.Count(Lines.Count, 1, 500, "lines", "发票行", "lines");
                checks.Each(Lines, "lines", (line, check) => check.Range(line.AmountFen, 1, Order.AmountMax.Fen, "amountFen"));
                checks.Distinct(Lines.Select(line => line.LineNumber), "lines");
            }
        }
    }

    /// <summary>What is taken back of a line of the invoice.</summary>
    public sealed record Line
    {
        /// <summary>The number of the line on the invoice.</summary>
        public required int LineNumber { get; init; }

        /// <summary>Tax included, more than 0; at most what is left of the line.</summary>
        public required long AmountFen { get; init; }
    }

    static async Task<Created<InvoiceDetails>> HandleAsync(
        Guid invoiceId, Request request, OrderingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var blue = await db.Invoices.AsNoTracking().Include(invoice => invoice.Lines)
            .SingleOrDefaultAsync(invoice => invoice.InvoiceId == invoiceId && invoice.SupplierId == caller.Org, ct)
            ?? throw GetInvoice.NotFound(invoiceId);
        if (blue.ReversesInvoiceId is not null)
        {
            throw new RuleBrokenException(
                "invoice_is_red_letter", "红字发票不能再冲红；如冲错，请重新开具蓝字发票。",
                "A red-letter invoice isn't taken back; when it is wrong, issue an invoice anew.");
        }

        if (request.IssuedOn < blue.IssuedOn || request.IssuedOn > BusinessDay.Of(now))
        {
            throw new InvalidRequestException(
                "day_out_of_range", "issuedOn",
                string.Create(null, $"日期须在原发票开票日 {blue.IssuedOn:yyyy-MM-dd} 与今日之间。"),
                string.Create(null, $"The day must be between the day of the invoice, {blue.IssuedOn:yyyy-MM-dd}, and today."));
        }

        // Whatever takes back or is added to what is invoiced of these lines holds the same locks.
        var orders = await OrdersOfMessages.LockWithPartsAsync(db, blue.Lines.Select(line => line.OrderId), ct);
        await InvoiceNumber.RequireNewAsync(db, blue.SupplierId, request.Code, request.Number, ct);
        var taken = await TakenBackAsync(db, invoiceId, ct);
        var left = blue.Lines.ToDictionary(line => line.LineNumber, line => line.Amount + taken.GetValueOrDefault(line.LineNumber));
        var lines = Wanted(request, left);
        var red = new Invoice
        {
            InvoiceId = request.RedInvoiceId,
            SupplierId = blue.SupplierId,
            UnitId = blue.UnitId,
            Kind = blue.Kind,
            Code = request.Code ?? "",
            Number = request.Number,
            SellerTitle = blue.SellerTitle,
            BuyerTitle = blue.BuyerTitle,
            Amount = -lines.Values.Aggregate(Money.Zero, (sum, amount) => sum + amount),
            IssuedOn = request.IssuedOn,
            ReversesInvoiceId = blue.InvoiceId,
            Reason = request.Reason,
            RecordedAt = now,
            RecordedBy = caller.Subject,
        };
        foreach (var line in blue.Lines.Where(line => lines.ContainsKey(line.LineNumber)).OrderBy(line => line.LineNumber))
        {
            var part = orders[line.OrderId].Part(line.PartId)!;
            part.TakeBackInvoiced(lines[line.LineNumber]);
            red.Add(line.LineNumber, part, line.LineId, -lines[line.LineNumber]);
        }

        db.Add(red);
        db.PublishReversed(red, invoiceId);
        await db.SaveNewAsync(ct);
        return TypedResults.Created(
            $"/{OrderingService.Name}/invoices/{red.InvoiceId}", InvoiceDetails.Of(red, [], paid: Money.Zero, Viewers.Supplier));
    }

    /// <summary>What red letters have taken back so far, below zero, by line.</summary>
    static async Task<Dictionary<int, Money>> TakenBackAsync(OrderingDb db, Guid invoiceId, CancellationToken ct) =>
        (await db.InvoiceLines.AsNoTracking().Where(line => line.Invoice!.ReversesInvoiceId == invoiceId)
            .Select(line => new { line.LineNumber, line.Amount }).ToListAsync(ct))
        .GroupBy(line => line.LineNumber)
        .ToDictionary(group => group.Key, group => group.Aggregate(Money.Zero, (sum, line) => sum + line.Amount));

    static Dictionary<int, Money> Wanted(Request request, Dictionary<int, Money> left)
    {
        if (left.Values.All(amount => amount == Money.Zero))
        {
            throw new RuleBrokenException(
                "invoice_reversed", "该发票已全部冲红，无需再办。", "Nothing is left of the invoice: all of it was taken back already.");
        }

        if (request.Lines is null)
        {
            return left.Where(line => line.Value > Money.Zero).ToDictionary();
        }

        foreach (var (line, index) in request.Lines.Select((line, index) => (line, index)))
        {
            if (!left.TryGetValue(line.LineNumber, out var rest))
            {
                throw new NotFoundException(
                    "invoice_line_not_found", $"原发票没有第 {line.LineNumber} 行。", $"The invoice has no line {line.LineNumber}.",
                    $"lines[{index}].lineNumber");
            }

            if (line.AmountFen > rest.Fen)
            {
                throw new RuleBrokenException(
                    "red_letter_exceeds_invoice", $"原发票第 {line.LineNumber} 行最多还可冲红 {rest} 元。",
                    $"At most {rest} yuan are left of line {line.LineNumber} of the invoice.", $"lines[{index}].amountFen");
            }
        }

        return request.Lines.ToDictionary(line => line.LineNumber, line => new Money(line.AmountFen));
    }
}
