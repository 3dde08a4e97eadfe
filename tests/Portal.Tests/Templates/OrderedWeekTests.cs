using Marketplace.Client.Ordering;
using Marketplace.Portal.Templates;
using Xunit;

namespace Marketplace.Portal.Tests.Templates;

/// <summary>A weekly menu holds the first week of the order that it is made of.</summary>
public sealed class OrderedWeekTests
{
    static readonly Guid Dock = Guid.CreateVersion7(), Potato = Guid.CreateVersion7(), Apple = Guid.CreateVersion7();
    static readonly DateOnly Wednesday = new(2026, 12, 2);

    [Fact]
    public void Lines_of_the_first_week_are_taken_by_weekday_and_dock()
    {
        var lines = OrderedWeek.Of(Order(
            Part(Wednesday, Line(Potato, "10.5")), Part(Wednesday, Line(Potato, "2")), Part(Wednesday.AddDays(2), Line(Apple, "7")),
            Part(Wednesday.AddDays(7), Line(Potato, "10"))));

        Assert.Equal(
            [(Client.Ordering.DayOfWeek.Wednesday, Potato, "12.5"), (Client.Ordering.DayOfWeek.Friday, Apple, "7")],
            lines.Select(line => (line.Weekday, line.ProductId, line.Quantity)));
        Assert.All(lines, line => Assert.Equal(Dock, line.DockId));
    }

    [Fact]
    public void What_is_charged_beside_the_goods_is_left_out()
    {
        var freight = Line(Apple, "1");
        freight.Charge = ChargeKind.Freight;

        Assert.Equal(Potato, Assert.Single(OrderedWeek.Of(Order(Part(Wednesday, Line(Potato, "1"), freight)))).ProductId);
    }

    [Fact]
    public void An_order_without_docks_or_days_makes_no_menu() => Assert.Empty(OrderedWeek.Of(Order(Part(null, Line(Potato, "1")))));

    static OrderView Order(params OrderViewPartView[] parts) => new() { Parts = [.. parts] };

    static OrderViewPartView Part(DateOnly? day, params OrderViewLineView[] lines) =>
        new() { DockId = Dock, DeliverOn = day, Lines = [.. lines] };

    static OrderViewLineView Line(Guid productId, string quantity) => new() { ProductId = productId, Quantity = quantity };
}
