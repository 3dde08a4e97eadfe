using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

/// <summary>What a tariff makes of a consignment, and which of several counts.</summary>
public sealed class CarrierTariffTests
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly RegionPath From = new("/510000/513400/513430/");
    static readonly RegionPath To = new("/330000/330200/330211/");
    static readonly Guid[] Carriers = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

    /// <summary>Tariffs of three carriers between regions on both ways and beside them, of all classes, on days around the day.</summary>
    static readonly Arbitrary<CarrierTariff[]> Tariffs = (
        from carrier in Gen.Elements(Carriers)
        from ends in Gen.Elements("510000", "513400", "513430", "513423", "330000", "330200", "330211", "330212").Two()
        from @class in Gen.Elements(Enum.GetValues<FreightClass>())
        from begins in Gen.Choose(-3, 3)
        from lasts in Gen.Choose(-1, 4)
        from price in Gen.Choose(1, 100)
        select Tariff(
            carrier, ends.Item1, ends.Item2, @class, price * 1_000, Day.AddDays(begins),
            lasts < 0 ? null : Day.AddDays(begins + lasts))).ArrayOf(40).ToArbitrary();

    [Theory]
    [InlineData(1, 50)]
    [InlineData(1_000, 50_000)]
    [InlineData(1_001, 50_050)]
    // 333.5 fen, and 166.5 fen: half away from zero.
    [InlineData(29, 334, 11_500)]
    [InlineData(111, 167, 1_500)]
    public void By_weight_it_is_rounded_once_half_away_from_zero(long kg, long fen, long fenPerTonne = 50_000) =>
        Assert.Equal(new TariffPrice(fen, FreightBasis.PerTonne, null), Tariff(fenPerTonne: fenPerTonne).PriceOf(kg));

    [Theory]
    [InlineData(13_999, 699_950, FreightBasis.PerTonne, null)]
    [InlineData(14_000, 700_000, FreightBasis.PerTonne, null)]
    [InlineData(14_001, 700_000, FreightBasis.PerLorry, 1)]
    [InlineData(16_000, 700_000, FreightBasis.PerLorry, 1)]
    [InlineData(16_001, 800_050, FreightBasis.PerTonne, null)]
    [InlineData(32_000, 1_400_000, FreightBasis.PerLorry, 2)]
    public void It_goes_by_whole_lorries_where_that_costs_less(long kg, long fen, FreightBasis basis, int? lorries) =>
        Assert.Equal(new TariffPrice(fen, basis, lorries), Tariff(lorry: (16_000, 700_000)).PriceOf(kg));

    [Theory]
    [InlineData(1, 5_000, FreightBasis.Minimum)]
    [InlineData(99, 5_000, FreightBasis.Minimum)]
    [InlineData(100, 5_000, FreightBasis.PerTonne)]
    [InlineData(101, 5_050, FreightBasis.PerTonne)]
    public void It_costs_the_minimum_at_least(long kg, long fen, FreightBasis basis) =>
        Assert.Equal(new TariffPrice(fen, basis, null), Tariff(minimum: 5_000).PriceOf(kg));

    [Fact]
    public void The_smaller_region_at_the_origin_counts_before_the_smaller_one_at_the_destination()
    {
        var (countyToProvince, cityToCounty) = (Tariff(from: "513430", to: "330000"), Tariff(from: "513400", to: "330211"));
        var countyToCity = Tariff(from: "513430", to: "330200");
        var neighbour = Tariff(from: "513423", to: "330211");
        Assert.Same(countyToProvince, Choose([cityToCounty, neighbour, countyToProvince]));
        Assert.Same(countyToCity, Choose([countyToProvince, countyToCity, cityToCounty]));
        Assert.Null(Choose([neighbour]));
        static CarrierTariff? Choose(CarrierTariff[] tariffs) =>
            CarrierTariff.MostExact(tariffs, From, To, FreightClass.Ambient, Day).SingleOrDefault();
    }

    [Fact]
    public void It_stands_on_the_first_and_last_day_and_not_on_that_of_its_end()
    {
        var tariff = Tariff(Carriers[0], "513430", "330211", FreightClass.Ambient, 1, Day, Day.AddDays(2));
        Assert.Equal([false, true, true, true, false], Enumerable.Range(-1, 5).Select(days => tariff.IsValidOn(Day.AddDays(days))));
        tariff.End(Day.AddDays(1));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(days => tariff.IsValidOn(Day.AddDays(days))));
        Assert.Equal(Day, tariff.LastDay);
    }

    [Fact]
    public void The_most_exact_is_that_than_which_none_is_more_exact_whatever_is_stated() =>
        Prop.ForAll(Tariffs, tariffs =>
        {
            foreach (var @class in Enum.GetValues<FreightClass>())
            {
                var chosen = CarrierTariff.MostExact(tariffs, From, To, @class, Day).ToDictionary(tariff => tariff.CarrierId);
                foreach (var carrier in Carriers)
                {
                    Assert.Equal(Naive(tariffs, carrier, @class), chosen.TryGetValue(carrier, out var own) ? EndsOf(own) : null);
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_goods_never_cost_less_by_weight_or_by_a_minimum() =>
        Prop.ForAll(
            Gen.Choose(1, 40_000).Two().ToArbitrary(),
            weights => Assert.True(
                Tariff(minimum: 5_000).PriceOf(Math.Min(weights.Item1, weights.Item2)).Fen
                <= Tariff(minimum: 5_000).PriceOf(Math.Max(weights.Item1, weights.Item2)).Fen)).QuickCheckThrowOnFailure();

    /// <summary>From the smallest region up at the origin, then at the destination, the first for which the carrier has one.</summary>
    static (string From, string To)? Naive(CarrierTariff[] tariffs, Guid carrier, FreightClass @class)
    {
        foreach (var from in (string[])["513430", "513400", "510000"])
        {
            foreach (var to in (string[])["330211", "330200", "330000"])
            {
                if (tariffs.Any(tariff => tariff.CarrierId == carrier && tariff.Class == @class && tariff.FromRegionId == from
                    && tariff.ToRegionId == to && tariff.ValidFrom <= Day && (tariff.ValidUntil is null || tariff.ValidUntil >= Day)))
                {
                    return (from, to);
                }
            }
        }

        return null;
    }

    static (string From, string To)? EndsOf(CarrierTariff tariff) => (tariff.FromRegionId, tariff.ToRegionId);

    static CarrierTariff Tariff(
        string from = "513430", string to = "330211", long fenPerTonne = 50_000, (int Kg, long Fen)? lorry = null, long minimum = 0) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            CarrierId = Carriers[0],
            FromRegionId = from,
            ToRegionId = to,
            Class = FreightClass.Ambient,
            FenPerTonne = fenPerTonne,
            LorryKg = lorry?.Kg,
            LorryFen = lorry?.Fen,
            MinimumFen = minimum,
            ValidFrom = Day,
            StatedAt = default,
        };

    static CarrierTariff Tariff(
        Guid carrier, string from, string to, FreightClass @class, long fenPerTonne, DateOnly validFrom, DateOnly? validUntil) => new()
        {
            Id = Guid.CreateVersion7(),
            CarrierId = carrier,
            FromRegionId = from,
            ToRegionId = to,
            Class = @class,
            FenPerTonne = fenPerTonne,
            MinimumFen = 0,
            ValidFrom = validFrom,
            ValidUntil = validUntil,
            StatedAt = default,
        };
}
