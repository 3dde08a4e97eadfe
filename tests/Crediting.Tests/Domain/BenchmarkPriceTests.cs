using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Xunit;

namespace Marketplace.Crediting.Tests.Domain;

/// <summary>What prices are compared with (CR-17).</summary>
public sealed class BenchmarkPriceTests
{
    static readonly Guid Product = Guid.CreateVersion7();
    static readonly RuleParameters Rules = RuleParameters.Default with { BenchmarkDays = 10, BenchmarkSalesMin = 2 };
    static readonly DateOnly Day = Examples.Day("2024-05-20");

    [Fact]
    public void It_is_the_average_of_what_was_paid_in_the_days_before()
    {
        PriceDay[] paid =
        [
            Paid("2024-05-10", 30_00, 3), Paid("2024-05-19", 10_00, 3), Paid("2024-05-09", 999_00, 1), Paid("2024-05-20", 999_00, 1),
        ];

        Assert.Equal(UnitPrice.FromYuan(6.6667m), BenchmarkPrice.On(Day, Rules, paid, []));
    }

    [Fact]
    public void There_is_none_when_too_few_sales_are_known() =>
        Assert.Null(BenchmarkPrice.On(Day, Rules, [Paid("2024-05-19", 10_00, 1)], []));

    [Fact]
    public void What_officials_set_for_the_day_goes_before_the_average()
    {
        PriceDay[] paid = [Paid("2024-05-18", 10_00, 1), Paid("2024-05-19", 10_00, 1)];

        Assert.Equal(
            UnitPrice.FromYuan(8m),
            BenchmarkPrice.On(Day, Rules, paid, [Set("2024-05-01", 7m), Set("2024-05-20", 8m), Set("2024-05-21", 9m)]));
    }

    static PriceDay Paid(string day, long fen, int quantity)
    {
        var paid = new PriceDay { ProductId = Product, Day = Examples.Day(day) };
        paid.Add(fen, Quantity.Of(quantity));
        return paid;
    }

    static BenchmarkOverride Set(string from, decimal yuan) => new()
    {
        ProductId = Product,
        ValidFrom = Examples.Day(from),
        Price = UnitPrice.FromYuan(yuan),
        Document = "物价文件",
        SetBy = "official-1",
        SetAt = Examples.Noon("2024-04-30"),
    };
}
