using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Listings;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>What the lines of an order are sold as: at the supplier's listing price, or as it quoted them (CR-02).</summary>
static class LineOffers
{
    /// <summary>The deliveries, their lines with the goods as they are on offer now.</summary>
    /// <param name="offers">Listings and suppliers.</param>
    /// <param name="deliveries">As the buyer asked for them.</param>
    /// <param name="units">Who buys, and for whom.</param>
    /// <param name="now">When they are ordered.</param>
    /// <param name="quotation">When one is ordered: all of its lines and no others.</param>
    /// <exception cref="InvalidRequestException">
    /// A line can't be ordered, can't be had at its place or on its day, or is not what was quoted.
    /// </exception>
    /// <exception cref="RuleBrokenException">A price is another than the buyer expects, or the negative list forbids it.</exception>
    public static async Task<List<Delivery>> KnowAsync(
        KnownOffers offers, IReadOnlyList<PlacedDelivery> deliveries, IEnumerable<Guid> units, DateTimeOffset now, Quotation? quotation,
        CancellationToken ct)
    {
        var assessed = await AssessAsync(offers, deliveries, now, quotation, ct);
        assessed.RequireFaultless();
        await offers.RequireNotListedAsync(units, assessed.Listings.Values, BusinessDay.Of(now), ct);
        return [.. assessed.Deliveries];
    }

    /// <summary>What each line would be sold as, and all that speaks against it; nothing is thrown for a line.</summary>
    /// <inheritdoc cref="KnowAsync"/>
    /// <exception cref="InvalidRequestException">The quotation isn't ordered as a whole.</exception>
    public static async Task<AssessedOffers> AssessAsync(
        KnownOffers offers, IReadOnlyList<PlacedDelivery> deliveries, DateTimeOffset now, Quotation? quotation, CancellationToken ct)
    {
        var today = BusinessDay.Of(now);
        Guid[] products = [.. deliveries.SelectMany(delivery => delivery.Asked.Lines).Select(line => line.Line.ProductId)];
        var (listings, suppliers) = await offers.OfAsync([.. products.Distinct()], ct);
        var quoted = quotation?.Lines.ToDictionary(line => line.ProductId);
        RequireWhole(quoted, products);
        return new AssessedOffers(
            deliveries,
            listings,
            [
                .. deliveries.Select(delivery => delivery.Asked.Lines
                    .Select(line => Assess(line, listings, suppliers, today, quoted)).ToList()),
            ],
            [.. DeliveryRules.FaultsOf(deliveries, listings, now, isQuoted: quoted is not null)]);
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

    static AssessedLine Assess(
        AskedLine asked, Dictionary<Guid, Listing> listings, Dictionary<Guid, Supplier> suppliers, DateOnly today,
        Dictionary<Guid, QuotationLine>? quoted)
    {
        var (line, place, isPriceOpen) = asked;
        var listing = listings.GetValueOrDefault(line.ProductId);
        var supplier = listing is null ? null : suppliers.GetValueOrDefault(listing.SupplierId);
        if (WhyNotSold(line, place, listing, supplier, today) is { } refusal)
        {
            return new AssessedLine(asked, listing, Ordered: null, refusal);
        }

        var (ordered, unfit) = quoted is null
            ? AtListing(line, place, listing!, supplier!)
            : AsQuoted(line, place, quoted, listing!, supplier!);
        return new AssessedLine(
            asked, listing, ordered, unfit is not null || isPriceOpen ? unfit : WhyPriceDiffers(line, place, ordered!.Goods));
    }

    /// <summary>What speaks against selling it at all; null when nothing does.</summary>
    static InvalidRequestException? WhyNotSold(
        PlaceOrder.Line line, LinePlace place, Listing? listing, Supplier? supplier, DateOnly today)
    {
        if (listing is null)
        {
            return UnfitLine.Refusal(
                place, "productId", "unknown_product",
                $"没有产品 {line.ProductId}，请从商品目录中选择。", $"there is no product {line.ProductId}; choose one from the catalogue.");
        }

        if (!listing.IsOnOffer)
        {
            return UnfitLine.Refusal(
                place, "productId", "product_withdrawn",
                $"产品“{listing.Name}”已下架，请去掉该行。", $"\"{listing.Name}\" is no longer on offer; leave the line out.");
        }

        if (listing.Agency is { } agency && !agency.IsValidOn(today))
        {
            return UnfitLine.Refusal(
                place, "productId", "no_authority",
                $"产品“{listing.Name}”由代理商销售，委托方“{agency.PrincipalName}”的授权不在有效期内，请去掉该行。",
                $"\"{listing.Name}\" is sold by an agent without authority of \"{agency.PrincipalName}\" today; leave it out.");
        }

        if (UnfitLine.WhyTooLarge(line.Quantity, listing, place) is { } tooLarge)
        {
            return tooLarge;
        }

        if (supplier is null)
        {
            return UnfitLine.Refusal(
                place, "productId", "unknown_supplier",
                $"产品“{listing.Name}”的供应商信息尚未送达，请稍候片刻再试。",
                $"the supplier of \"{listing.Name}\" is not known here yet; retry in a moment.");
        }

        return supplier.SellsOn(today)
            ? null
            : UnfitLine.Refusal(
                place, "productId", "supplier_suspended",
                $"供应商“{supplier.Name}”已暂停销售，请去掉产品“{listing.Name}”。",
                $"the supplier \"{supplier.Name}\" is suspended; leave \"{listing.Name}\" out.");
    }

    static (OrderedLine?, InvalidRequestException?) AtListing(
        PlaceOrder.Line line, LinePlace place, Listing listing, Supplier supplier) =>
        line.Quantity >= listing.QuantityMin
            ? (new OrderedLine(line.LineId, line.Quantity, listing.SoldAs(line.Quantity, supplier)), null)
            : (null, UnfitLine.Refusal(
                place, "quantity", "below_minimum_quantity",
                $"产品“{listing.Name}”至少订购 {listing.QuantityMin} {listing.Unit.Name}。",
                $"at least {listing.QuantityMin} {listing.Unit.Name} of \"{listing.Name}\" must be ordered."));

    static (OrderedLine?, InvalidRequestException?) AsQuoted(
        PlaceOrder.Line line, LinePlace place, Dictionary<Guid, QuotationLine> quoted, Listing listing, Supplier supplier)
    {
        if (quoted.GetValueOrDefault(line.ProductId) is not { } offer)
        {
            return (null, UnfitLine.Refusal(
                place, "productId", "not_quoted",
                $"报价中没有产品“{listing.Name}”。", $"\"{listing.Name}\" is not in the quotation."));
        }

        return line.Quantity == offer.Quantity
            ? (new OrderedLine(line.LineId, line.Quantity, listing.SoldAs(offer, supplier), offer.Free), null)
            : (null, UnfitLine.Refusal(
                place, "quantity", "quantity_not_quoted",
                $"产品“{listing.Name}”的报价数量为 {offer.Quantity} {listing.Unit.Name}，须整份下单。",
                $"{offer.Quantity} {listing.Unit.Name} of \"{listing.Name}\" are quoted, and a quotation is ordered as a whole."));
    }

    static RuleBrokenException? WhyPriceDiffers(PlaceOrder.Line line, LinePlace place, GoodsFacts goods) =>
        line.ExpectedUnitPrice == goods.UnitPrice
            ? null
            : new RuleBrokenException(
                "price_changed",
                $"第 {place.Number} 行：产品“{goods.ProductName}”现价 {goods.UnitPrice} 元/{goods.Unit.Name}，"
                + $"与您看到的 {line.ExpectedUnitPrice} 元不同；请确认后按现价下单。",
                $"Line {place.Number}: \"{goods.ProductName}\" costs {goods.UnitPrice} yuan per {goods.Unit.Name} now, "
                + $"not the {line.ExpectedUnitPrice} that you were shown; order at that price if you agree.",
                $"{place.Path}.expectedUnitPrice");
}

/// <summary>Lines as they would be sold, and all that speaks against them.</summary>
/// <param name="Placed">The deliveries as the buyer asked for them.</param>
/// <param name="Listings">Of the products that are known.</param>
/// <param name="Lines">Of each delivery, in its order.</param>
/// <param name="DeliveryFaults">What can't be had at its place, on its day or in its quantity.</param>
sealed record AssessedOffers(
    IReadOnlyList<PlacedDelivery> Placed,
    Dictionary<Guid, Listing> Listings,
    IReadOnlyList<IReadOnlyList<AssessedLine>> Lines,
    IReadOnlyList<CheckFault> DeliveryFaults)
{
    // Whoever sends 500 bad lines is helped by the first of them.
    const int FaultsMax = 50;

    /// <summary>The deliveries, once nothing speaks against any line.</summary>
    public IEnumerable<Delivery> Deliveries => Placed.Zip(Lines, (delivery, lines) => new Delivery(
        delivery.Destination, [.. lines.Select(line => line.Ordered!)], delivery.Asked.DeliverOn, delivery.Asked.Window));

    /// <summary>Refuses with all that is wrong. A price that has changed is told when nothing else is wrong with any line.</summary>
    public void RequireFaultless()
    {
        RefusalException[] refusals = [.. Lines.SelectMany(lines => lines).Select(line => line.Refusal).OfType<RefusalException>()];
        if (refusals.Length > 0 && !refusals.Any(refusal => refusal is InvalidRequestException))
        {
            throw refusals[0];
        }

        List<CheckFault> faults =
        [
            .. refusals.OfType<InvalidRequestException>()
                .Select(refusal => new CheckFault(refusal.Field!, refusal.Code, refusal.Zh, refusal.En))
                .Concat(DeliveryFaults).Take(FaultsMax),
        ];
        if (faults is [var first, ..])
        {
            throw new InvalidRequestException(first.Code, first.Field, first.Zh, first.En) { Faults = faults };
        }
    }
}

/// <summary>A line as it would be sold.</summary>
/// <param name="Asked">As the buyer asked for it.</param>
/// <param name="Listing">Null when there is no such product.</param>
/// <param name="Ordered">Null when it can't be sold.</param>
/// <param name="Refusal">What speaks against it, apart from place and day; null when nothing does.</param>
sealed record AssessedLine(AskedLine Asked, Listing? Listing, OrderedLine? Ordered, RefusalException? Refusal);
