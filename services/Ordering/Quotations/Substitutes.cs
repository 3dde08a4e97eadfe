using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Quotations;

/// <summary>
/// What a supplier may offer in place of a line that it has declined (替代品): nothing that costs more than the line did or than its
/// listings ask, so that no budget or approval is needed beyond those of the line.
/// </summary>
static class Substitutes
{
    const int DaysMax = 7;

    /// <summary>Refuses a quotation that is no fit substitute; one that is no substitute fits.</summary>
    /// <exception cref="InvalidRequestException">There is no such line, or a price or day does not fit.</exception>
    /// <exception cref="RuleBrokenException">The supplier has not declined the line, or offers a substitute for it already.</exception>
    public static async Task RequireFitsAsync(
        OrderingDb db, KnownOffers offers, Quotation quotation, DateOnly today, CancellationToken ct)
    {
        if (quotation.SubstituteForLineId is not { } lineId || quotation.SubstituteForOrderId is not { } orderId)
        {
            return;
        }

        // Two substitutes for one line take turns.
        await db.LockSeenAsync<Order>([orderId], ct);
        var line = await db.Lines.AsNoTracking().SingleOrDefaultAsync(row => row.LineId == lineId, ct);
        var part = line is null ? null : await db.Parts.AsNoTracking().SingleOrDefaultAsync(row => row.PartId == line.PartId, ct);
        if (line is null || part?.OrderId != orderId || part.SupplierId != quotation.SupplierId || part.UnitId != quotation.UnitId)
        {
            throw new InvalidRequestException(
                "line_unknown",
                "substituteFor.lineId",
                $"该单位的订单 {orderId} 中没有贵方的明细 {lineId}，请核对。",
                $"The unit's order {orderId} has no line {lineId} of yours; check the ids.");
        }

        RequireDeclined(part, lineId);
        RequireNoDearer(quotation, line.Amount - line.Discount);
        await RequireListingPricesAsync(offers, quotation, ct);
        RequireSoon(quotation, today);
        await RequireOnlyOneAsync(db, lineId, today, ct);
    }

    static void RequireDeclined(OrderPart part, Guid lineId)
    {
        if (!part.Cancellations.Any(cancellation =>
            cancellation.CancelledBy == CancelledBy.Supplier && cancellation.LineIds.Contains(lineId)))
        {
            throw new RuleBrokenException(
                "line_not_declined",
                "只有贵方已办理不能供货的明细才能提供替代品；刚刚办理的请稍候片刻再试。",
                "A substitute is offered for a line that you have declined; retry in a moment if that was just done.",
                "substituteFor.lineId");
        }
    }

    static void RequireNoDearer(Quotation quotation, Money declined)
    {
        if (quotation.Amount > declined)
        {
            throw new InvalidRequestException(
                "substitute_too_dear",
                "lines",
                $"替代品金额 {quotation.Amount} 元不能高于原明细的 {declined} 元。",
                $"The substitute costs {quotation.Amount} yuan; it may cost at most the {declined} yuan of the line that was declined.");
        }
    }

    static async Task RequireListingPricesAsync(KnownOffers offers, Quotation quotation, CancellationToken ct)
    {
        var (listings, _) = await offers.OfAsync([.. quotation.Lines.Select(line => line.ProductId)], ct);
        for (var i = 0; i < quotation.Lines.Count; i++)
        {
            var (line, listing) = (quotation.Lines[i], listings[quotation.Lines[i].ProductId]);
            var asked = listing.PriceOf(line.Quantity > listing.QuantityMin ? line.Quantity : listing.QuantityMin);
            if (line.UnitPrice > asked)
            {
                throw new InvalidRequestException(
                    "substitute_above_listing",
                    string.Create(CultureInfo.InvariantCulture, $"lines[{i}].unitPrice"),
                    $"产品“{listing.Name}”现价 {asked} 元/{listing.Unit.Name}，替代品单价不能更高。",
                    $"\"{listing.Name}\" costs {asked} yuan per {listing.Unit.Name} now; as a substitute it may not cost more.");
            }
        }
    }

    static void RequireSoon(Quotation quotation, DateOnly today)
    {
        if (quotation.ValidUntil > today.AddDays(DaysMax))
        {
            throw new InvalidRequestException(
                "day_out_of_range",
                "validUntil",
                string.Create(CultureInfo.InvariantCulture, $"替代品报价最迟有效至 {today.AddDays(DaysMax):yyyy-MM-dd}。"),
                string.Create(
                    CultureInfo.InvariantCulture, $"A substitute is valid until {today.AddDays(DaysMax):yyyy-MM-dd} at the latest."));
        }
    }

    static async Task RequireOnlyOneAsync(OrderingDb db, Guid lineId, DateOnly today, CancellationToken ct)
    {
        var offered = await db.Quotations.Where(other => other.SubstituteForLineId == lineId
                && ((other.WithdrawnAt == null && other.ValidUntil >= today)
                    || db.Orders.Any(order => order.QuotationId == other.QuotationId && order.State != OrderState.Cancelled)))
            .OrderBy(other => other.QuotationId).Select(other => (Guid?)other.QuotationId).FirstOrDefaultAsync(ct);
        if (offered is { } quotationId)
        {
            throw new RuleBrokenException(
                "substitute_offered",
                $"该明细已有替代品报价 {quotationId}；请先撤回，或等待采购单位决定。",
                $"A substitute is offered for that line already, quotation {quotationId}; withdraw it, or wait for the unit.",
                "substituteFor.lineId");
        }
    }
}
