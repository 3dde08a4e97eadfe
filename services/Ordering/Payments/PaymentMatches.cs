using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payments;

/// <summary>What a payment is for: a part of an order or an invoice, and how much of it.</summary>
public sealed record PaymentMatch
{
    /// <summary>A part of an order of the unit with goods of the supplier; absent when an invoice is named.</summary>
    public Guid? PartId { get; init; }

    /// <summary>An invoice of the supplier to the unit: the amount goes to its parts in their order, to each what is left of it.</summary>
    public Guid? InvoiceId { get; init; }

    /// <summary>More than 0.</summary>
    public required long AmountFen { get; init; }

    internal static void Check(IReadOnlyList<PaymentMatch> matches, Checks checks)
    {
        checks.Each(matches, "matches", (match, check) =>
        {
            check.That(
                match.PartId is null != match.InvoiceId is null, "partId", "match_target_invalid",
                "请填写 partId 或 invoiceId 之一。", "Name either a partId or an invoiceId.");
            check.Range(match.AmountFen, 1, Order.AmountMax.Fen, "amountFen");
        });
    }
}

/// <summary>Matches a payment to parts and invoices.</summary>
static class PaymentMatches
{
    extension(OrderingDb db)
    {
        /// <summary>
        /// Matches a payment, whose own row is locked or new: locks the orders, and adds matchings, entries and messages.
        /// </summary>
        /// <exception cref="NotFoundException">There is no such part or invoice between the two.</exception>
        /// <exception cref="RuleBrokenException">More would be matched than there is on either side.</exception>
        public async Task<IReadOnlyList<PaymentMatching>> MatchAsync(
            Payment payment, IReadOnlyList<PaymentMatch> matches, Caller caller, DateTimeOffset now, CancellationToken ct)
        {
            var invoices = await InvoicesAsync(db, payment, matches, ct);
            var places = await PlacesAsync(db, payment, matches, invoices, ct);
            var orders = await OrdersOfMessages.LockWithPartsAsync(db, places.Values, ct);
            // Read anew under the locks, which red letters and other payments hold too.
            invoices = await InvoicesAsync(db, payment, matches, ct);
            var ofInvoices = await MatchedToInvoicesAsync(db, invoices.Keys, ct);
            var made = new List<PaymentMatching>();
            foreach (var (match, index) in matches.Select((match, index) => (match, index)))
            {
                var field = $"matches[{index}].amountFen";
                if (match.PartId is { } partId)
                {
                    made.Add(Match(orders[places[partId]], partId, invoiceId: null, new Money(match.AmountFen), field));
                    continue;
                }

                var invoice = invoices[match.InvoiceId!.Value];
                var rest = new Money(match.AmountFen);
                foreach (var (part, left) in LeftOf(invoice, ofInvoices))
                {
                    var room = orders[places[part]].Part(part)!;
                    var open = room.Payable - room.Paid;
                    var amount = Least(rest, left, open);
                    if (amount > Money.Zero)
                    {
                        made.Add(Match(orders[places[part]], part, invoice.InvoiceId, amount, field));
                        ofInvoices[(invoice.InvoiceId, part)] = ofInvoices.GetValueOrDefault((invoice.InvoiceId, part)) + amount;
                        rest -= amount;
                    }
                }

                if (rest > Money.Zero)
                {
                    throw new RuleBrokenException(
                        "match_exceeds_invoice", $"该发票未付的金额少于所填金额，多出 {rest} 元；请核对已付、已冲红的金额。",
                        $"Less than that is left of the invoice: {rest} yuan too much; see what of it was paid and taken back.", field);
                }
            }

            return made;

            PaymentMatching Match(Order order, Guid partId, Guid? invoiceId, Money amount, string field)
            {
                DocumentRules.RequireConfirmed(order);
                var part = order.Part(partId)!;
                if (!payment.Match(amount))
                {
                    throw new RuleBrokenException(
                        "match_exceeds_payment", $"付款可分配的金额只剩 {payment.Unmatched} 元。",
                        $"Only {payment.Unmatched} yuan of the payment are left to be matched.", field);
                }

                return db.Pay(payment, part, amount, invoiceId, now, caller.Subject, field);
            }
        }

        /// <summary>Counts what was taken of a payment as paid for a part.</summary>
        /// <exception cref="RuleBrokenException">The part is not worth so much.</exception>
        public PaymentMatching Pay(
            Payment payment, OrderPart part, Money amount, Guid? invoiceId, DateTimeOffset now, string by, string field)
        {
            if (!part.Pay(amount))
            {
                throw new RuleBrokenException(
                    "payment_exceeds_part",
                    $"付款合计将超过该部分金额 {part.Payable} 元：已付 {part.Paid} 元，本次最多可登记 {part.Payable - part.Paid} 元。",
                    $"The payments would exceed the {part.Payable} yuan of this part: "
                    + $"{part.Paid} yuan are paid, so at most {part.Payable - part.Paid} yuan can be recorded.",
                    field);
            }

            var matching = new PaymentMatching
            {
                MatchingId = Guid.CreateVersion7(now),
                PaymentId = payment.PaymentId,
                OrderId = part.OrderId,
                PartId = part.PartId,
                InvoiceId = invoiceId,
                AmountFen = amount.Fen,
                RecordedAt = now,
                RecordedBy = by,
            };
            db.Add(matching);
            db.Add(part.Owe(PayableKind.Paid, matching.MatchingId, -amount, now));
            if (payment.IsEvidence)
            {
                db.PublishRecorded(payment, matching.OrderId, matching.PartId, matching.MatchingId, amount);
            }

            return matching;
        }
    }

    /// <summary>What is neither taken back nor paid of an invoice, part by part.</summary>
    static IEnumerable<(Guid PartId, Money Left)> LeftOf(PayableInvoice invoice, Dictionary<(Guid, Guid), Money> paid) =>
        invoice.Parts.Select(part => (part.PartId, part.Amount - paid.GetValueOrDefault((invoice.InvoiceId, part.PartId))));

    static Money Least(params IEnumerable<Money> amounts) => amounts.Min();

    static async Task<Dictionary<Guid, PayableInvoice>> InvoicesAsync(
        OrderingDb db, Payment payment, IReadOnlyList<PaymentMatch> matches, CancellationToken ct)
    {
        Guid[] ids = [.. matches.Select(match => match.InvoiceId).OfType<Guid>().Distinct()];
        if (ids.Length == 0)
        {
            return [];
        }

        // The red letters of an invoice are taken off it, part by part.
        var lines = await db.InvoiceLines.AsNoTracking()
            .Where(line => (ids.Contains(line.InvoiceId) || ids.Contains(line.Invoice!.ReversesInvoiceId!.Value))
                && line.Invoice!.UnitId == payment.UnitId && line.Invoice.SupplierId == payment.SupplierId)
            .Select(line => new
            {
                Id = line.Invoice!.ReversesInvoiceId ?? line.InvoiceId,
                line.PartId,
                line.OrderId,
                line.LineNumber,
                line.Amount,
            })
            .ToListAsync(ct);
        var invoices = lines.GroupBy(line => line.Id).ToDictionary(group => group.Key, group => new PayableInvoice(group.Key, [
            .. group.GroupBy(line => (line.PartId, line.OrderId)).OrderBy(part => part.Min(line => line.LineNumber))
                .Select(part => (part.Key.PartId, part.Key.OrderId, part.Aggregate(Money.Zero, (sum, line) => sum + line.Amount)))]));
        return ids.Where(id => !invoices.ContainsKey(id)).Cast<Guid?>().FirstOrDefault() is { } unknown
            ? throw new NotFoundException(
                "invoice_not_found", $"没有该供应商开给本单位的发票 {unknown}（红字发票除外）；请核对。",
                $"There is no invoice {unknown} of the supplier to the unit, red letters aside; check the id.",
                $"matches[{matches.ToList().FindIndex(match => match.InvoiceId == unknown)}].invoiceId")
            : invoices;
    }

    /// <summary>The orders of all parts.</summary>
    static async Task<Dictionary<Guid, Guid>> PlacesAsync(
        OrderingDb db, Payment payment, IReadOnlyList<PaymentMatch> matches, Dictionary<Guid, PayableInvoice> invoices,
        CancellationToken ct)
    {
        Guid[] ids = [.. matches.Select(match => match.PartId).OfType<Guid>().Distinct()];
        var places = ids.Length == 0 ? [] : await db.Parts.AsNoTracking()
            .Where(part => ids.Contains(part.PartId) && part.UnitId == payment.UnitId && part.SupplierId == payment.SupplierId)
            .ToDictionaryAsync(part => part.PartId, part => part.OrderId, ct);
        if (ids.Where(id => !places.ContainsKey(id)).Cast<Guid?>().FirstOrDefault() is { } unknown)
        {
            throw new NotFoundException(
                "part_not_found", $"没有本单位向该供应商订购的部分 {unknown}；请查询订单，填写 parts 中的 partId。",
                $"There is no part {unknown} that the unit ordered of the supplier; look the order up and give a partId of its parts.",
                $"matches[{matches.ToList().FindIndex(match => match.PartId == unknown)}].partId");
        }

        foreach (var part in invoices.Values.SelectMany(invoice => invoice.Parts))
        {
            places[part.PartId] = part.OrderId;
        }

        return places;
    }

    static async Task<Dictionary<(Guid InvoiceId, Guid PartId), Money>> MatchedToInvoicesAsync(
        OrderingDb db, IEnumerable<Guid> invoiceIds, CancellationToken ct)
    {
        Guid[] ids = [.. invoiceIds];
        return ids.Length == 0 ? [] : (await db.PaymentMatchings.AsNoTracking()
                .Where(matching => matching.InvoiceId != null && ids.Contains(matching.InvoiceId.Value))
                .Select(matching => new { InvoiceId = matching.InvoiceId!.Value, matching.PartId, matching.AmountFen }).ToListAsync(ct))
            .GroupBy(matching => (matching.InvoiceId, matching.PartId))
            .ToDictionary(group => group.Key, group => new Money(group.Sum(matching => matching.AmountFen)));
    }

    /// <summary>An invoice by what is left of it after its red letters, in the order of its lines.</summary>
    sealed record PayableInvoice(Guid InvoiceId, IReadOnlyList<(Guid PartId, Guid OrderId, Money Amount)> Parts);
}
