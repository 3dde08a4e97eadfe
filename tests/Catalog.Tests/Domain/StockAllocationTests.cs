using FsCheck;
using FsCheck.Fluent;
using Marketplace.Catalog.Domain;
using Marketplace.Contracts;
using Xunit;

namespace Marketplace.Catalog.Tests.Domain;

public sealed class StockAllocationTests
{
    [Fact]
    public void What_leaves_is_taken_from_the_batches_one_after_the_other_and_the_rest_is_available_again()
    {
        var held = Held(4_000, 3_000, 5_000);
        StockAllocation.Settle(held.Allocations, held.Batches, Guid.CreateVersion7(), new Quantity(6_000));
        Assert.Equal([4_000, 2_000, 0], held.Allocations.Select(allocation => allocation.Dispatched!.Value.Thousandths));
        Assert.Equal(
            [(0, 4_000), (0, 2_000), (0, 0)], held.Batches.Values.Select(batch => (batch.Reserved.Thousandths, batch.Taken.Thousandths)));
        Assert.DoesNotContain(held.Allocations, allocation => allocation.IsOpen);
    }

    [Fact]
    public void Less_than_nothing_can_not_leave()
    {
        var held = Held(4_000, 3_000, 5_000);
        Assert.Throws<InvalidOperationException>(() =>
            StockAllocation.Settle(held.Allocations, held.Batches, Guid.CreateVersion7(), new Quantity(-1)));
    }

    [Fact]
    public void What_left_beyond_the_order_is_taken_from_what_its_batches_have_besides_and_never_more_than_was_declared()
    {
        var held = Held(spare: 100, 4_000, 3_000);

        var beyond = StockAllocation.Settle(held.Allocations, held.Batches, Guid.CreateVersion7(), new Quantity(7_150));
        Assert.Equal(Quantity.Zero, beyond);
        Assert.Equal([4_100, 3_050], held.Allocations.Select(allocation => allocation.Dispatched!.Value.Thousandths));
        Assert.Equal([0, 50], held.Batches.Values.Select(batch => batch.Available.Thousandths));

        held = Held(spare: 100, 4_000, 3_000);
        Assert.Equal(new Quantity(300), StockAllocation.Settle(held.Allocations, held.Batches, Guid.CreateVersion7(), new Quantity(7_500)));
        Assert.Equal([(0, 0), (0, 0)], held.Batches.Values.Select(batch => (batch.Reserved.Thousandths, batch.Available.Thousandths)));
    }

    [Fact]
    public void What_left_of_the_batches_adds_up_to_what_was_dispatched_and_nothing_stays_held() =>
        Prop.ForAll(
            (from quantities in Gen.Choose(1, 9_000).NonEmptyListOf()
             from percent in Gen.Choose(0, 100)
             select (quantities, percent)).ToArbitrary(),
            line =>
            {
                var held = Held([.. line.quantities]);
                var dispatched = line.quantities.Sum() * line.percent / 100;
                StockAllocation.Settle(held.Allocations, held.Batches, Guid.CreateVersion7(), new Quantity(dispatched));
                return held.Batches.Values.Sum(batch => batch.Taken.Thousandths) == dispatched
                    && held.Allocations.Sum(allocation => allocation.Dispatched!.Value.Thousandths) == dispatched
                    && held.Batches.Values.All(batch => batch.Reserved == Quantity.Zero && batch.Available >= Quantity.Zero);
            }).QuickCheckThrowOnFailure();

    /// <summary>A line that holds all of a batch each.</summary>
    static (StockAllocation[] Allocations, Dictionary<Guid, Batch> Batches) Held(params int[] thousandths) => Held(spare: 0, thousandths);

    /// <summary>A line that holds all of a batch each but so much.</summary>
    static (StockAllocation[] Allocations, Dictionary<Guid, Batch> Batches) Held(long spare, params int[] thousandths)
    {
        var (order, line, product) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        Batch[] batches = [.. thousandths.Select(quantity => Batch.Offer(
            Guid.CreateVersion7(), product, product, null, new DateOnly(2026, 8, 1),
            new DateOnly(2026, 9, 30), new Quantity(quantity + spare), CatalogUnderTest.Now))];
        foreach (var batch in batches)
        {
            batch.Reserve(batch.Quantity - new Quantity(spare));
        }

        return (
            [.. batches.Select(batch => StockAllocation.Of(order, new LineShare(line, batch.Id, batch.Reserved)))],
            batches.ToDictionary(batch => batch.Id));
    }
}
