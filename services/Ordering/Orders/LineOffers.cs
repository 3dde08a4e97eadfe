using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;
using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Orders;

/// <summary>What the lines of an order are sold as: at the supplier's listing price, or as it quoted them (CR-02).</summary>
static class LineOffers
{
    /// <summary>The deliveries, their lines with the goods as they are on offer now.</summary>
    /// <param name="offers">Listings and suppliers.</param>
    /// <param name="deliveries">As the buyer asked for them.</param>
    /// <param name="units">Who buys, and for whom.</param>
    /// <param name="today">The day.</param>
    /// <param name="quotation">When one is ordered: all of its lines and no others.</param>
    /// <exception cref="InvalidRequestException">
    /// A line can't be ordered, can't be had at its place or on its day, or is not what was quoted.
    /// </exception>
    /// <exception cref="RuleBrokenException">A price is another than the buyer expects, or the negative list forbids it.</exception>
    public static async Task<List<Delivery>> KnowAsync(
        KnownOffers offers, IReadOnlyList<PlacedDelivery> deliveries, IEnumerable<Guid> units, DateOnly today, Quotation? quotation,
        CancellationToken ct)
    {
        Guid[] products = [.. deliveries.SelectMany(delivery => delivery.Asked.Lines).Select(line => line.Line.ProductId)];
        var (listings, suppliers) = await offers.OfAsync([.. products.Distinct()], ct);
        var quoted = quotation?.Lines.ToDictionary(line => line.ProductId);
        RequireWhole(quoted, products);
        List<Delivery> known =
        [
            .. deliveries.Select(delivery => new Delivery(
                delivery.Destination,
                [.. delivery.Asked.Lines.Select(line => ToOrdered(line, listings, suppliers, today, quoted))],
                delivery.Asked.DeliverOn,
                delivery.Asked.Window)),
        ];
        DeliveryRules.Require(deliveries, listings, today, isQuoted: quoted is not null);
        await offers.RequireNotListedAsync(units, listings.Values, today, ct);
        return known;
    }

    /// <summary>Each product of a quotation is ordered once, whichever delivery it is in.</summary>
    static void RequireWhole(Dictionary<Guid, QuotationLine>? quoted, Guid[] products)
    {
        if (quoted is not null && (quoted.Count != products.Length || products.Distinct().Count() != products.Length))
        {
            throw new InvalidRequestException(
                "quotation_incomplete",
                "lines",
                $"报价须整份下单，每个产品一行：报价有 {quoted.Count} 行，订单有 {products.Length} 行。",
                $"A quotation is ordered as a whole, a line a product: it has {quoted.Count} lines, the order has {products.Length}.");
        }
    }

    static OrderedLine ToOrdered(
        AskedLine asked, Dictionary<Guid, Listing> listings, Dictionary<Guid, Supplier> suppliers, DateOnly today,
        Dictionary<Guid, QuotationLine>? quoted)
    {
        var (line, place) = asked;
        var (listing, supplier) = OfferOf(line, place, listings, suppliers, today);
        var ordered = quoted is null ? AtListing(line, place, listing, supplier) : AsQuoted(line, place, quoted, listing, supplier);
        RequireExpectedPrice(line, place, ordered.Goods);
        return ordered;
    }

    static (Listing Listing, Supplier Supplier) OfferOf(
        PlaceOrder.Line line, LinePlace place, Dictionary<Guid, Listing> listings, Dictionary<Guid, Supplier> suppliers,
        DateOnly today)
    {
        var listing = listings.GetValueOrDefault(line.ProductId) ?? throw UnfitLine.Refusal(
            place, "productId", "unknown_product",
            $"没有产品 {line.ProductId}，请从商品目录中选择。", $"there is no product {line.ProductId}; choose one from the catalogue.");
        if (!listing.IsOnOffer)
        {
            throw UnfitLine.Refusal(
                place, "productId", "product_withdrawn",
                $"产品“{listing.Name}”已下架，请去掉该行。", $"\"{listing.Name}\" is no longer on offer; leave the line out.");
        }

        if (listing.Agency is { } agency && !agency.IsValidOn(today))
        {
            throw UnfitLine.Refusal(
                place, "productId", "no_authority",
                $"产品“{listing.Name}”由代理商销售，委托方“{agency.PrincipalName}”的授权不在有效期内，请去掉该行。",
                $"\"{listing.Name}\" is sold by an agent without authority of \"{agency.PrincipalName}\" today; leave it out.");
        }

        UnfitLine.RequireFits(line.Quantity, listing, place);
        var supplier = suppliers.GetValueOrDefault(listing.SupplierId) ?? throw UnfitLine.Refusal(
            place, "productId", "unknown_supplier",
            $"产品“{listing.Name}”的供应商信息尚未送达，请稍候片刻再试。",
            $"the supplier of \"{listing.Name}\" is not known here yet; retry in a moment.");
        return supplier.SellsOn(today)
            ? (listing, supplier)
            : throw UnfitLine.Refusal(
                place, "productId", "supplier_suspended",
                $"供应商“{supplier.Name}”已暂停销售，请去掉产品“{listing.Name}”。",
                $"the supplier \"{supplier.Name}\" is suspended; leave \"{listing.Name}\" out.");
    }

    static OrderedLine AtListing(PlaceOrder.Line line, LinePlace place, Listing listing, Supplier supplier) =>
        line.Quantity >= listing.QuantityMin
            ? new OrderedLine(line.LineId, line.Quantity, listing.SoldAs(line.Quantity, supplier))
            : throw UnfitLine.Refusal(
                place, "quantity", "below_minimum_quantity",
                $"产品“{listing.Name}”至少订购 {listing.QuantityMin} {listing.Unit.Name}。",
                $"at least {listing.QuantityMin} {listing.Unit.Name} of \"{listing.Name}\" must be ordered.");

    static OrderedLine AsQuoted(
        PlaceOrder.Line line, LinePlace place, Dictionary<Guid, QuotationLine> quoted, Listing listing, Supplier supplier)
    {
        var offer = quoted.GetValueOrDefault(line.ProductId) ?? throw UnfitLine.Refusal(
            place, "productId", "not_quoted",
            $"报价中没有产品“{listing.Name}”。", $"\"{listing.Name}\" is not in the quotation.");
        return line.Quantity == offer.Quantity
            ? new OrderedLine(line.LineId, line.Quantity, listing.SoldAs(offer, supplier), offer.Free)
            : throw UnfitLine.Refusal(
                place, "quantity", "quantity_not_quoted",
                $"产品“{listing.Name}”的报价数量为 {offer.Quantity} {listing.Unit.Name}，须整份下单。",
                $"{offer.Quantity} {listing.Unit.Name} of \"{listing.Name}\" are quoted, and a quotation is ordered as a whole.");
    }

    static void RequireExpectedPrice(PlaceOrder.Line line, LinePlace place, GoodsFacts goods)
    {
        if (line.ExpectedUnitPrice != goods.UnitPrice)
        {
            throw new RuleBrokenException(
                "price_changed",
                $"第 {place.Number} 行：产品“{goods.ProductName}”现价 {goods.UnitPrice} 元/{goods.Unit.Name}，"
                + $"与您看到的 {line.ExpectedUnitPrice} 元不同；请确认后按现价下单。",
                $"Line {place.Number}: \"{goods.ProductName}\" costs {goods.UnitPrice} yuan per {goods.Unit.Name} now, "
                + $"not the {line.ExpectedUnitPrice} that you were shown; order at that price if you agree.",
                $"{place.Path}.expectedUnitPrice");
        }
    }
}
