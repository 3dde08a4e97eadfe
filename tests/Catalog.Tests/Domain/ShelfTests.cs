using FsCheck;
using FsCheck.Fluent;
using Marketplace.Catalog.Domain;
using Marketplace.Contracts;
using Xunit;

namespace Marketplace.Catalog.Tests.Domain;

public sealed class ShelfTests
{
    static readonly DateOnly Harvest = new(2026, 9, 30);

    [Fact]
    public void What_is_harvested_first_is_sold_first()
    {
        var product = Guid.CreateVersion7();
        var (late, early) = (Offer(product, 10, days: 5), Offer(product, 10, days: 0));
        var allocation = new Shelf([late, early]).Hold([Wanted(product, 15)]);
        Assert.Equal([(early.Id, 10m), (late.Id, 5m)], allocation.Shares.Select(share => (share.BatchId, share.Quantity.Units)));
        Assert.Equal((0m, 5m), (early.Available.Units, late.Available.Units));
    }

    [Fact]
    public void An_order_with_a_short_line_holds_nothing_and_says_what_there_was()
    {
        var (plenty, scarce, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var (a, b) = (Offer(plenty, 100), Offer(scarce, 3));
        var allocation = new Shelf([a, b]).Hold([Wanted(plenty, 100), Wanted(scarce, 4), Wanted(unknown, 1)]);
        Assert.False(allocation.IsHeld);
        Assert.Empty(allocation.Shares);
        Assert.Equal(
            [(scarce, 3m), (unknown, 0m)], allocation.Shortages.Select(shortage => (shortage.ProductId, shortage.Available.Units)));
        Assert.Equal((100m, 3m), (a.Available.Units, b.Available.Units));
    }

    [Fact]
    public void Two_lines_of_one_product_do_not_pass_one_by_one()
    {
        var product = Guid.CreateVersion7();
        var batch = Offer(product, 8);
        var shelf = new Shelf([batch]);
        Assert.Equal(3m, shelf.Hold([Wanted(product, 5), Wanted(product, 5)]).Shortages.Single().Available.Units);
        Assert.True(shelf.Hold([Wanted(product, 5), Wanted(product, 3)]).IsHeld);
        Assert.Equal(0m, batch.Available.Units);
    }

    [Fact]
    public void Orders_are_served_in_their_order_and_a_refused_one_leaves_the_goods_to_the_next()
    {
        var product = Guid.CreateVersion7();
        var shelf = new Shelf([Offer(product, 10)]);
        Assert.True(shelf.Hold([Wanted(product, 6)]).IsHeld);
        Assert.False(shelf.Hold([Wanted(product, 5)]).IsHeld);
        Assert.True(shelf.Hold([Wanted(product, 4)]).IsHeld);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_line_that_asks_for_nothing_is_a_mistake(int quantity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shelf([]).Hold([Wanted(Guid.CreateVersion7(), quantity)]));

    [Fact]
    public void Shares_of_a_line_add_up_to_it() => Check(market =>
    {
        var shelf = new Shelf(market.Batches());
        return market.Orders.Select(order => (order, shelf.Hold(order))).Where(pair => pair.Item2.IsHeld).All(pair => pair.order.All(line =>
            pair.Item2.Shares.Where(share => share.LineId == line.LineId)
                .Sum(share => share.Quantity.Thousandths) == line.Quantity.Thousandths
            && pair.Item2.Shares.Where(share => share.LineId == line.LineId).All(share => share.Quantity > Quantity.Zero)));
    });

    [Fact]
    public void A_batch_never_gives_more_than_it_has_and_holds_what_was_shared_out() => Check(market =>
    {
        var batches = market.Batches();
        var shelf = new Shelf(batches);
        var shares = market.Orders.SelectMany(order => shelf.Hold(order).Shares)
            .ToLookup(share => share.BatchId, share => share.Quantity.Thousandths);
        return batches.All(batch => batch.Available >= Quantity.Zero && batch.Reserved.Thousandths == shares[batch.Id].Sum());
    });

    [Fact]
    public void An_order_is_refused_exactly_when_a_product_falls_short_and_then_changes_nothing() => Check(market =>
    {
        var batches = market.Batches();
        var shelf = new Shelf(batches);
        return market.Orders.All(order =>
        {
            var before = batches.Select(batch => batch.Reserved).ToArray();
            var isCovered = order.GroupBy(line => line.ProductId).All(wanted =>
                wanted.Sum(line => line.Quantity.Thousandths)
                <= batches.Where(batch => batch.ProductId == wanted.Key).Sum(batch => batch.Available.Thousandths));
            var allocation = shelf.Hold(order);
            return allocation.IsHeld == isCovered && (isCovered || before.SequenceEqual(batches.Select(batch => batch.Reserved)));
        });
    });

    [Fact]
    public void The_same_stock_is_shared_out_alike_in_whatever_order_it_is_read() => Check(market =>
    {
        var batches = market.Batches();
        var (one, other) = (new Shelf(batches), new Shelf(market.Batches().AsEnumerable().Reverse()));
        return market.Orders.All(order =>
        {
            var (left, right) = (one.Hold(order), other.Hold(order));
            return left.Shares.SequenceEqual(right.Shares) && left.Shortages.SequenceEqual(right.Shortages);
        });
    });

    static void Check(Func<Market, bool> holds) => Prop.ForAll(Markets.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    static readonly Guid[] Products = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];

    /// <summary>Some batches of four products, and orders for those and one that has none, with products that occur twice.</summary>
    static readonly Gen<Market> Markets =
        from stock in (
            from product in Gen.Choose(0, 3)
            from quantity in Gen.Choose(1, 20_000)
            from days in Gen.Choose(0, 3)
            select (product, quantity, days)).ListOf()
        from orders in (
            from product in Gen.Choose(0, 4)
            from quantity in Gen.Choose(1, 15_000)
            select (product, quantity)).NonEmptyListOf().ListOf()
        select new Market(
            [.. stock.Select(batch => (Guid.CreateVersion7(), Products[batch.product], batch.quantity, batch.days))],
            [.. orders.Select(order => order
                .Select(line => new WantedLine(Guid.CreateVersion7(), Products[line.product], new Quantity(line.quantity))).ToArray())]);

    static WantedLine Wanted(Guid product, decimal quantity) => new(Guid.CreateVersion7(), product, Quantity.Of(quantity));

    static Batch Offer(Guid product, decimal quantity, int days = 0) =>
        Batch.Offer(
            Guid.CreateVersion7(), product, product, null, Harvest.AddDays(days - 30),
            Harvest.AddDays(days), Quantity.Of(quantity), CatalogUnderTest.Now);

    sealed record Market((Guid Id, Guid Product, int Thousandths, int Days)[] Stock, WantedLine[][] Orders)
    {
        /// <summary>The batches afresh: they change when something is held.</summary>
        public Batch[] Batches() => [.. Stock.Select(batch => Batch.Offer(
            batch.Id, batch.Product, batch.Product, null, Harvest, Harvest.AddDays(batch.Days),
            new Quantity(batch.Thousandths), CatalogUnderTest.Now))];
    }
}
