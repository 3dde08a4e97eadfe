using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Xunit;

namespace Marketplace.Ordering.Tests.Domain;

public sealed class ValueTests
{
    [Theory]
    [InlineData("00000000-0000-7000-8000-000000000000", "20261121-00000000")]
    [InlineData("00000000-0000-7000-8000-00ffffffffff", "20261121-ZZZZZZZZ")]
    [InlineData("00000000-0000-7000-8000-000000000020", "20261121-00000010")]
    [InlineData("ffffffff-ffff-7fff-bfff-ff0000000001", "20261121-00000001")]
    public void An_order_number_is_the_day_and_the_end_of_the_id(string id, string number)
    {
        Assert.Equal(number, OrderNumber.Of(Guid.Parse(id, CultureInfo.InvariantCulture), new DateOnly(2026, 11, 21)));
        Assert.Equal(OrderNumber.Length, number.Length);
    }

    [Theory]
    [InlineData("10", "3.50")]
    [InlineData("99.999", "3.50")]
    [InlineData("100", "3.3333")]
    [InlineData("1000000", "3.3333")]
    public void The_price_is_that_of_the_tier_that_the_quantity_reaches(string quantity, string price)
    {
        var published = OrderingFixture.Listing(Guid.CreateVersion7(), Guid.CreateVersion7());
        var listing = new Listing
        {
            ProductId = published.ProductId,
            Version = 7,
            SupplierId = published.SupplierId,
            Name = published.Name,
            Category = published.Category,
            ProcessingLevel = published.ProcessingLevel,
            OriginPath = published.OriginPath,
            OriginName = published.OriginName,
            Recognition = published.Recognition,
            Unit = published.Unit,
            PriceTiers = published.PriceTiers,
            IsOnOffer = true,
        };
        var ordered = Quantity.Of(decimal.Parse(quantity, CultureInfo.InvariantCulture));

        Assert.Equal(Quantity.Of(10), listing.QuantityMin);
        Assert.Equal(UnitPrice.FromYuan(decimal.Parse(price, CultureInfo.InvariantCulture)), listing.PriceOf(ordered));
        var sold = listing.SoldAs(
            ordered, new Supplier
            {
                SupplierId = listing.SupplierId,
                Version = 1,
                Name = "昭觉洋芋合作社",
                RegistrationPath = OrderingFixture.Congjiang,
                IsActive = true,
            });
        Assert.Equal((OrderingFixture.Congjiang, null), (sold.SupplierRegistrationPath, sold.Charge));
        Assert.Equal((7L, "高山洋芋", "昭觉洋芋合作社", "昭觉县"), (sold.ListingVersion, sold.ProductName, sold.SupplierName, sold.OriginName));
        Assert.Equal((listing.OriginPath, listing.Recognition, listing.Unit), (sold.OriginPath, sold.Recognition, sold.Unit));
    }

    [Theory]
    [InlineData("110000", RegionLevel.Province, false)]
    [InlineData("330200", RegionLevel.Prefecture, true)]
    [InlineData("330211", RegionLevel.County, true)]
    [InlineData("429000", RegionLevel.Prefecture, false)]
    [InlineData("429004", RegionLevel.County, true)]
    [InlineData("659000", RegionLevel.Prefecture, false)]
    [InlineData(null, RegionLevel.FunctionalZone, true)]
    public void Goods_go_to_prefectures_counties_and_zones_and_not_to_placeholders(string? code, RegionLevel level, bool canBeDeliveredTo)
    {
        var region = new Region { RegionId = "x", Version = 1, Code = code, Level = level, Path = new RegionPath("/x/") };

        Assert.Equal(canBeDeliveredTo, region.CanBeDeliveredTo);
    }

    [Fact]
    public void A_unit_belongs_where_it_belonged_on_the_day()
    {
        var (before, after) = (new RegionPath("/330000/330200/330211/"), new RegionPath("/440000/440600/440605/"));
        var unit = new PurchasingUnit
        {
            UnitId = Guid.CreateVersion7(),
            Version = 1,
            Name = "单位",
            Affiliations =
            [
                new Affiliation(before, new DateOnly(2020, 1, 1), new DateOnly(2026, 7, 1)),
                new Affiliation(after, new DateOnly(2026, 7, 1), null),
            ],
        };

        Assert.Null(unit.PathOn(new DateOnly(2019, 12, 31)));
        Assert.Equal(before, unit.PathOn(new DateOnly(2020, 1, 1)));
        Assert.Equal(before, unit.PathOn(new DateOnly(2026, 6, 30)));
        Assert.Equal(after, unit.PathOn(new DateOnly(2026, 7, 1)));
    }

    [Theory]
    [InlineData("12345678", true)]
    [InlineData("26512000000012345678", true)]
    [InlineData("1234567", false)]
    [InlineData("1234567890", false)]
    [InlineData("1234567X", false)]
    [InlineData("١٢٣٤٥٦٧٨", false)]
    public void An_invoice_number_has_8_or_20_digits(string number, bool isNumber) => Assert.Equal(isNumber, Invoice.IsNumber(number));
}
