using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Invoices;

/// <summary>What can still be invoiced of the lines of some parts, whose orders are locked.</summary>
sealed class InvoiceRoom
{
    readonly Dictionary<Guid, Money> _changes;
    readonly Dictionary<Guid, Money> _invoiced;

    InvoiceRoom(Dictionary<Guid, Money> changes, Dictionary<Guid, Money> invoiced) => (_changes, _invoiced) = (changes, invoiced);

    /// <summary>Loads the lines of the parts with what was accepted, changed and invoiced of them.</summary>
    public static async Task<InvoiceRoom> OfAsync(OrderingDb db, IEnumerable<OrderPart> parts, CancellationToken ct)
    {
        Guid[] ids = [.. parts.Select(part => part.PartId)];
        await db.Lines.Include(line => line.Acceptances).Where(line => ids.Contains(line.PartId)).LoadAsync(ct);
        Guid[] lines = [.. parts.SelectMany(part => part.Lines).Select(line => line.LineId)];
        var changes = await db.PayableChanges.AsNoTracking().Where(change => lines.Contains(change.LineId)).ToListAsync(ct);
        var invoiced = await db.InvoiceLines.AsNoTracking().Where(line => lines.Contains(line.LineId))
            .Select(line => new { line.LineId, line.Amount }).ToListAsync(ct);
        return new(
            changes.GroupBy(change => change.LineId).ToDictionary(group => group.Key, group => Sum(group.Select(change => change.Amount))),
            invoiced.GroupBy(line => line.LineId).ToDictionary(group => group.Key, group => Sum(group.Select(line => line.Amount))));
    }

    /// <summary>What is left of a line; never less than nothing, though returns may have left more invoiced than is owed.</summary>
    public Money Of(OrderPart part, OrderLine line)
    {
        var left = part.PayableOf(line, _changes.GetValueOrDefault(line.LineId)) - _invoiced.GetValueOrDefault(line.LineId);
        return left > Money.Zero ? left : Money.Zero;
    }

    /// <summary>Has a line invoiced; the part and the line both have to have room for it.</summary>
    /// <exception cref="RuleBrokenException">They have not.</exception>
    public void Take(OrderPart part, OrderLine line, Money amount, string field)
    {
        var left = Of(part, line);
        if (amount > left)
        {
            throw new RuleBrokenException(
                "invoice_exceeds_line",
                $"{line.Goods.ProductName}（第 {line.LineNumber} 行）最多还可开票 {left} 元：以验收金额（未验收完以前以订购金额）加补价、减退货为限。",
                $"At most {left} yuan of line {line.LineNumber} ({line.Goods.ProductName}) are left to be invoiced: what was accepted, or "
                + "until all is accepted what was ordered, with price rises and without returns.",
                field);
        }

        if (!part.Invoice(amount))
        {
            throw ExceedsPart(part, field);
        }

        _invoiced[line.LineId] = _invoiced.GetValueOrDefault(line.LineId) + amount;
    }

    public static RuleBrokenException ExceedsPart(OrderPart part, string field) => new(
        "invoice_exceeds_part",
        $"发票合计将超过该部分金额 {part.Payable} 元：已开 {part.Invoiced} 元，本次最多可登记 {part.Payable - part.Invoiced} 元。",
        $"The invoices would exceed the {part.Payable} yuan of this part: "
        + $"{part.Invoiced} yuan are invoiced, so at most {part.Payable - part.Invoiced} yuan can be recorded.",
        field);

    static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);
}
