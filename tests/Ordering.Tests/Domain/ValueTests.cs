using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Xunit;

namespace Marketplace.Ordering.Tests.Domain;

public sealed class ValueTests
{
    [Theory]
    [InlineData(1, "2026-11-21T00:00:00Z", "20261121-000001")]
    [InlineData(999_999, "2026-11-21T15:59:59Z", "20261121-999999")]
    [InlineData(1_000_000, "2026-11-21T16:00:00Z", "20261122-1000000")]
    [InlineData(long.MaxValue, "2026-11-21T16:00:00Z", "20261122-9223372036854775807")]
    public void An_order_number_is_the_day_in_Shanghai_and_the_count(long count, string at, string number)
    {
        Assert.Equal(number, OrderNumber.Of(count, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)));
        Assert.True(number.Length <= OrderNumber.LengthMax);
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
            NameForm = "高山洋芋",
            NameStart = "高山",
            NameEnd = "洋芋",
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
                Suspensions = [],
            });
        Assert.Equal((OrderingFixture.Congjiang, null), (sold.SupplierRegistrationPath, sold.Charge));
        Assert.Equal((7L, "高山洋芋", "昭觉洋芋合作社", "昭觉县"), (sold.ListingVersion, sold.ProductName, sold.SupplierName, sold.OriginName));
        Assert.Equal((listing.OriginPath, listing.Recognition, listing.Unit), (sold.OriginPath, sold.Recognition, sold.Unit));
    }

    [Theory]
    [InlineData("110000", RegionLevel.Province, true, false)]
    [InlineData("330200", RegionLevel.Prefecture, true, false)]
    [InlineData("441900", RegionLevel.Prefecture, false, true)]
    [InlineData("330211", RegionLevel.County, false, true)]
    [InlineData("429000", RegionLevel.Prefecture, true, false)]
    [InlineData("429004", RegionLevel.County, false, true)]
    [InlineData("659000", RegionLevel.Prefecture, true, false)]
    [InlineData(null, RegionLevel.FunctionalZone, false, true)]
    public void Goods_go_to_counties_cities_without_counties_and_zones(
        string? code, RegionLevel level, bool hasCounties, bool canBeDeliveredTo)
    {
        var region = new Region { RegionId = "x", Version = 1, Code = code, Level = level, Path = new RegionPath("/x/") };

        Assert.Equal(canBeDeliveredTo, region.CanBeDeliveredTo(hasCounties));
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
            Kind = UnitKind.School,
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
