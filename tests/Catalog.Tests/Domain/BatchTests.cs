using Marketplace.Catalog.Domain;
using Marketplace.Contracts;
using Xunit;

namespace Marketplace.Catalog.Tests.Domain;

public sealed class BatchTests
{
    readonly Batch _batch = Batch.Offer(
        Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), null,
        new DateOnly(2026, 8, 1), new DateOnly(2026, 9, 30), Quantity.Of(10), CatalogUnderTest.Now);

    [Fact]
    public void Available_reserved_and_taken_always_add_up_to_what_was_offered()
    {
        _batch.Reserve(Quantity.Of(7));
        _batch.Release(Quantity.Of(2));
        _batch.Take(held: Quantity.Of(5), dispatched: Quantity.Of(4.5m));
        Assert.Equal((0m, 4.5m, 5.5m), (_batch.Reserved.Units, _batch.Taken.Units, _batch.Available.Units));
    }

    [Fact]
    public void More_than_there_is_can_be_neither_held_nor_given_back_nor_taken()
    {
        _batch.Reserve(Quantity.Of(10));
        Assert.Throws<InvalidOperationException>(() => _batch.Reserve(new Quantity(1)));
        Assert.Throws<InvalidOperationException>(() => _batch.Release(Quantity.Of(11)));
        Assert.Throws<InvalidOperationException>(() => _batch.Take(Quantity.Of(5), Quantity.Of(6)));
        Assert.Throws<InvalidOperationException>(() => _batch.Take(Quantity.Of(11), Quantity.Of(1)));
        Assert.Throws<InvalidOperationException>(() => _batch.Reserve(new Quantity(-1)));
        Assert.Throws<InvalidOperationException>(() => _batch.Release(new Quantity(-1)));
        Assert.Equal((10m, 0m), (_batch.Reserved.Units, _batch.Taken.Units));
    }
}
