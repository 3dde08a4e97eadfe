using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;
using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Orders;

/// <summary>What the lines of an order are sold as: at the supplier's listing price, or as it quoted them (CR-02).</summary>
static class LineOffers
{
    /// <summary>The lines with the goods as they are on offer now.</summary>
    /// <param name="offers">Listings and suppliers.</param>
    /// <param name="lines">As the buyer asked for them.</param>
    /// <param name="units">Who buys, and for whom.</param>
    /// <param name="today">The day.</param>
    /// <param name="quotation">When one is ordered: all of its lines and no others.</param>
    /// <exception cref="InvalidRequestException">A line can't be ordered, or is not what was quoted.</exception>
    /// <exception cref="RuleBrokenException">A price is another than the buyer expects, or the negative list forbids it.</exception>
    public static async Task<List<OrderedLine>> KnowAsync(
        KnownOffers offers, IReadOnlyList<PlaceOrder.Line> lines, IEnumerable<Guid> units, DateOnly today, Quotation? quotation,
        CancellationToken ct)
    {
        var (listings, suppliers) = await offers.OfAsync([.. lines.Select(line => line.ProductId)], ct);
        var quoted = quotation?.Lines.ToDictionary(line => line.ProductId);
        if (quoted is not null && quoted.Count != lines.Count)
        {
            throw new InvalidRequestException(
                "quotation_incomplete",
                "lines",
                $"报价须整份下单：报价有 {quoted.Count} 行，订单有 {lines.Count} 行。",
                $"A quotation is ordered as a whole: it has {quoted.Count} lines, the order has {lines.Count}.");
        }

        var known = new List<OrderedLine>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var (listing, supplier) = OfferOf(lines[i], i, listings, suppliers, today);
            var ordered = quoted is null ? AtListing(lines[i], i, listing, supplier) : AsQuoted(lines[i], i, quoted, listing, supplier);
            RequireExpectedPrice(lines[i], i, ordered.Goods);
            known.Add(ordered);
        }

        await offers.RequireNotListedAsync(units, listings.Values, today, ct);
        return known;
    }

    static (Listing Listing, Supplier Supplier) OfferOf(
        PlaceOrder.Line line, int index, Dictionary<Guid, Listing> listings, Dictionary<Guid, Supplier> suppliers,
        DateOnly today)
    {
        var listing = listings.GetValueOrDefault(line.ProductId) ?? throw UnfitLine.Refusal(
            index, "productId", "unknown_product",
            $"没有产品 {line.ProductId}，请从商品目录中选择。", $"there is no product {line.ProductId}; choose one from the catalogue.");
        if (!listing.IsOnOffer)
        {
            throw UnfitLine.Refusal(
                index, "productId", "product_withdrawn",
                $"产品“{listing.Name}”已下架，请去掉该行。", $"\"{listing.Name}\" is no longer on offer; leave the line out.");
        }

        if (listing.Agency is { } agency && !agency.IsValidOn(today))
        {
            throw UnfitLine.Refusal(
                index, "productId", "no_authority",
                $"产品“{listing.Name}”由代理商销售，委托方“{agency.PrincipalName}”的授权不在有效期内，请去掉该行。",
                $"\"{listing.Name}\" is sold by an agent without authority of \"{agency.PrincipalName}\" today; leave it out.");
        }

        UnfitLine.RequireFits(line.Quantity, listing, index);
        var supplier = suppliers.GetValueOrDefault(listing.SupplierId) ?? throw UnfitLine.Refusal(
            index, "productId", "unknown_supplier",
            $"产品“{listing.Name}”的供应商信息尚未送达，请稍候片刻再试。",
            $"the supplier of \"{listing.Name}\" is not known here yet; retry in a moment.");
        return supplier.SellsOn(today)
            ? (listing, supplier)
            : throw UnfitLine.Refusal(
                index, "productId", "supplier_suspended",
                $"供应商“{supplier.Name}”已暂停销售，请去掉产品“{listing.Name}”。",
                $"the supplier \"{supplier.Name}\" is suspended; leave \"{listing.Name}\" out.");
    }

    static OrderedLine AtListing(PlaceOrder.Line line, int index, Listing listing, Supplier supplier) =>
        line.Quantity >= listing.QuantityMin
            ? new OrderedLine(line.LineId, line.Quantity, listing.SoldAs(line.Quantity, supplier))
            : throw UnfitLine.Refusal(
                index, "quantity", "below_minimum_quantity",
                $"产品“{listing.Name}”至少订购 {listing.QuantityMin} {listing.Unit.Name}。",
                $"at least {listing.QuantityMin} {listing.Unit.Name} of \"{listing.Name}\" must be ordered.");

    static OrderedLine AsQuoted(
        PlaceOrder.Line line, int index, Dictionary<Guid, QuotationLine> quoted, Listing listing, Supplier supplier)
    {
        var offer = quoted.GetValueOrDefault(line.ProductId) ?? throw UnfitLine.Refusal(
            index, "productId", "not_quoted",
            $"报价中没有产品“{listing.Name}”。", $"\"{listing.Name}\" is not in the quotation.");
        return line.Quantity == offer.Quantity
            ? new OrderedLine(line.LineId, line.Quantity, listing.SoldAs(offer, supplier), offer.Free)
            : throw UnfitLine.Refusal(
                index, "quantity", "quantity_not_quoted",
                $"产品“{listing.Name}”的报价数量为 {offer.Quantity} {listing.Unit.Name}，须整份下单。",
                $"{offer.Quantity} {listing.Unit.Name} of \"{listing.Name}\" are quoted, and a quotation is ordered as a whole.");
    }

    static void RequireExpectedPrice(PlaceOrder.Line line, int index, GoodsFacts goods)
    {
        if (line.ExpectedUnitPrice != goods.UnitPrice)
        {
            throw new RuleBrokenException(
                "price_changed",
                $"第 {index + 1} 行：产品“{goods.ProductName}”现价 {goods.UnitPrice} 元/{goods.Unit.Name}，"
                + $"与您看到的 {line.ExpectedUnitPrice} 元不同；请确认后按现价下单。",
                $"Line {index + 1}: \"{goods.ProductName}\" costs {goods.UnitPrice} yuan per {goods.Unit.Name} now, "
                + $"not the {line.ExpectedUnitPrice} that you were shown; order at that price if you agree.",
                string.Create(CultureInfo.InvariantCulture, $"lines[{index}].expectedUnitPrice"));
        }
    }
}
