using Marketplace.Client.Catalog;
using Marketplace.Client.Logistics;
using Marketplace.Portal.Products;
using Xunit;
using Quantity = Marketplace.Contracts.Quantity;

namespace Marketplace.Portal.Tests.Products;

/// <summary>What goods cost when they are delivered, reckoned from prices and an offer of freight.</summary>
public sealed class DeliveredPricesTests
{
    static readonly DateOnly Today = new(2026, 11, 28);

    [Theory]
    [InlineData("4.999", null)]
    [InlineData("5", 1_930L)]
    [InlineData("99.5", 38_407L)]
    [InlineData("100", 35_000L)]
    public void Goods_cost_what_the_tier_of_their_quantity_says(string quantity, long? fen) =>
        Assert.Equal(fen, DeliveredPrices.GoodsFen(Product(500), Of(quantity)));

    [Theory]
    [InlineData(500L, "200")]
    [InlineData(3_000L, "34")]
    [InlineData(50_000L, "5")]
    [InlineData(null, "5")]
    public void Goods_are_compared_by_a_hundred_kilograms_or_the_least_that_can_be_ordered(long? grams, string quantity) =>
        Assert.Equal(Of(quantity), DeliveredPrices.Compared(Product(grams)));

    [Fact]
    public void Goods_come_tomorrow_at_the_earliest_after_the_lead_time_and_not_before_the_harvest()
    {
        Assert.Equal(Today.AddDays(1), DeliveredPrices.FirstDay(Product(500), Today));
        Assert.Equal(Today.AddDays(3), DeliveredPrices.FirstDay(Product(500, new DeliveryTerms { LeadDays = 3 }), Today));
        Assert.Equal(
            Today.AddDays(9),
            DeliveredPrices.FirstDay(Product(500, new DeliveryTerms { LeadDays = 3, HarvestFrom = Today.AddDays(9) }), Today));
    }

    [Fact]
    public void The_delivered_price_is_that_of_the_goods_and_of_the_cheapest_offer()
    {
        var price = new DeliveredPrice(Of("200"), 70_000, new FreightQuoteView
        {
            WeightKg = 100,
            Offers = [new FreightQuoteViewOfferView { FreightFen = 8_050 }, new FreightQuoteViewOfferView { FreightFen = 9_000 }],
        });
        Assert.Equal((78_050, 81, 390), (price.DeliveredFen, price.FreightFenPerKg, price.DeliveredFenPerUnit));
        var none = price with { Quote = new FreightQuoteView { WeightKg = 100, Offers = [] } };
        Assert.Null(none.DeliveredFen);
        Assert.Null(none.DeliveredFenPerUnit);
    }

    static Quantity Of(string quantity) => Quantity.Of(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>3.86 yuan from 5 on, 3.50 from 100 on.</summary>
    static ProductView Product(long? grams, DeliveryTerms? delivery = null) => new()
    {
        Unit = new() { Name = "斤", Grams = grams },
        PriceTiers = [new() { FromQuantity = "5", UnitPrice = "3.86" }, new() { FromQuantity = "100", UnitPrice = "3.50" }],
        Delivery = delivery,
    };
}
