using System.Globalization;
using Marketplace.Client.Catalog;
using Marketplace.Client.Logistics;
using Marketplace.Client.Units;
using Marketplace.Contracts;
using Marketplace.Portal.Clients;
using ServiceException = Marketplace.Client.ServiceException;

namespace Marketplace.Portal.Products;

/// <summary>What goods would cost where they are handed over.</summary>
/// <param name="Quantity">In the trade unit.</param>
/// <param name="GoodsFen">By the tier of the quantity.</param>
/// <param name="Quote">What freight would cost; without offers when nothing serves the way.</param>
public sealed record DeliveredPrice(Quantity Quantity, long GoodsFen, FreightQuoteView Quote)
{
    /// <summary>The cheapest offer; null when there is none.</summary>
    public FreightQuoteViewOfferView? Offer => Quote.Offers.FirstOrDefault();

    /// <summary>Goods and freight; null when nothing serves the way.</summary>
    public long? DeliveredFen => Offer is { } offer ? GoodsFen + offer.FreightFen : null;

    /// <summary>Freight of a kilogram, rounded; null when nothing serves the way.</summary>
    public long? FreightFenPerKg => Offer is { } offer ? Rounded(offer.FreightFen, Quote.WeightKg) : null;

    /// <summary>Goods and freight of a trade unit, rounded; null when nothing serves the way.</summary>
    public long? DeliveredFenPerUnit => DeliveredFen is { } fen ? Rounded(fen, Quantity.Units) : null;

    static long Rounded(long fen, decimal by) => (long)decimal.Round(fen / by, 0, MidpointRounding.AwayFromZero);
}

/// <summary>
/// Asks what goods would cost where they are handed over, before anything is ordered. It is an estimate, and freight is never credited.
/// </summary>
static class DeliveredPrices
{
    /// <summary>Most consignments of one call.</summary>
    public const int QuotesMax = 100;

    const int DocksMax = 50;
    const long GramsCompared = 100_000;

    /// <summary>The docks of a unit that take in goods.</summary>
    public static async Task<IReadOnlyList<DockView>> OpenDocksAsync(
        this MarketplaceServices services, Guid unitId, DateOnly today, CancellationToken ct) =>
        [.. (await services.Units.ListDocksAsync(unitId, size: DocksMax, cancellationToken: ct)).Items
            .Where(dock => dock.ValidTo is not { } end || end > today)];

    /// <summary>The first day on which a product can come when it is ordered today, tomorrow at the earliest.</summary>
    public static DateOnly FirstDay(ProductView product, DateOnly today)
    {
        var soonest = today.AddDays(Math.Max(1, product.Delivery?.LeadDays ?? 1));
        return product.Delivery?.HarvestFrom is { } harvest && harvest > soonest ? harvest : soonest;
    }

    /// <summary>By which goods are compared: a hundred kilograms, or the least that can be ordered when that is more.</summary>
    public static Quantity Compared(ProductView product)
    {
        var least = Quantity.Of(decimal.Parse(product.PriceTiers.First().FromQuantity, CultureInfo.InvariantCulture));
        var hundred = Quantity.Of(product.Unit.Grams is { } grams ? decimal.Ceiling((decimal)GramsCompared / grams) : 0);
        return hundred > least ? hundred : least;
    }

    /// <summary>What the goods of a quantity cost by its tier; null when it is less than can be ordered.</summary>
    public static long? GoodsFen(ProductView product, Quantity quantity)
    {
        var tier = product.PriceTiers.LastOrDefault(known =>
            Quantity.Of(decimal.Parse(known.FromQuantity, CultureInfo.InvariantCulture)) <= quantity);
        return tier is null ? null
            : Money.Of(quantity, UnitPrice.FromYuan(decimal.Parse(tier.UnitPrice, CultureInfo.InvariantCulture))).Fen;
    }

    /// <summary>What products would cost at a place, by id, in one call; what can't be told is left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DeliveredPrice>> DeliveredAsync(
        this MarketplaceServices services, IEnumerable<ProductView> products, Func<ProductView, Quantity> quantityOf,
        QuoteFreightDestination to, DateOnly today, CancellationToken ct)
    {
        var asked = products.Where(product => product.Charge is null && product.IsOnOffer).Take(QuotesMax)
            .Select(product => (Product: product, Quantity: quantityOf(product)))
            .Select(row => (row.Product, row.Quantity, GoodsFen: GoodsFen(row.Product, row.Quantity)))
            .Where(row => row.GoodsFen is not null).ToList();
        var quotes = await services.QuotesAsync(
            [
                .. asked.Select((row, index) => new QuoteFreightConsignment
                {
                    Number = index,
                    From = new QuoteFreightOrigin { SupplierId = row.Product.SupplierId },
                    To = to,
                    DeliverOn = FirstDay(row.Product, today),
                    Items = [new QuoteFreightItem { ProductId = row.Product.ProductId, Quantity = row.Quantity.ToString() }],
                }),
            ],
            ct);
        return asked.Index().Where(row => quotes.ContainsKey(row.Index)).ToDictionary(
            row => row.Item.Product.ProductId,
            row => new DeliveredPrice(row.Item.Quantity, row.Item.GoodsFen!.Value, quotes[row.Index]));
    }

    /// <summary>
    /// Quotes by number. A page without its freight still says what there is to buy: where Logistics can't be asked there are none.
    /// </summary>
    public static async Task<IReadOnlyDictionary<int, FreightQuoteView>> QuotesAsync(
        this MarketplaceServices services, IReadOnlyList<QuoteFreightConsignment> consignments, CancellationToken ct)
    {
        if (consignments.Count == 0)
        {
            return new Dictionary<int, FreightQuoteView>();
        }

        try
        {
            var answer = await services.Logistics.QuoteFreightAsync(new QuoteFreightRequest { Consignments = [.. consignments] }, ct);
            return answer.Consignments.Where(outcome => outcome.Quote is not null)
                .ToDictionary(outcome => outcome.Number, outcome => outcome.Quote!);
        }
        catch (ServiceException refused) when (refused.StatusCode != StatusCodes.Status401Unauthorized)
        {
            return new Dictionary<int, FreightQuoteView>();
        }
    }
}
