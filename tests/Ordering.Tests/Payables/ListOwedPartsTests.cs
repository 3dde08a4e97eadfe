using Marketplace.Ordering.Payables;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.PayableScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>GET /ordering/payables/parts.</summary>
public sealed class ListOwedPartsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_has_been_due_the_longest_comes_first_and_what_is_paid_is_gone(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        await DeliveredAsync(fixture, order, part: 0, daysAgo: 10);
        await DeliveredAsync(fixture, order, part: 1, daysAgo: 45);
        var buyer = fixture.Purchaser(order.UnitId);

        var first = await ReadAsync<Page<ListOwedParts.OwedPart>>(await buyer.GetAsync("/ordering/payables/parts?size=1", Ct));
        var second = await ReadAsync<Page<ListOwedParts.OwedPart>>(
            await buyer.GetAsync($"/ordering/payables/parts?size=1&after={first.Next}", Ct));
        var oldest = Assert.Single(first.Items);
        Assert.Equal(
            (order.Parts[1].PartId, order.Number, 33_000L, 0L, 33_000L, Today.AddDays(-15), 15),
            (oldest.PartId, oldest.OrderNumber, oldest.PayableFen, oldest.PaidFen, oldest.OwedFen, oldest.DueOn, oldest.DaysOverdue));
        var later = Assert.Single(second.Items);
        Assert.Equal((order.Parts[0].PartId, Today.AddDays(20), 0), (later.PartId, later.DueOn, later.DaysOverdue));
        Assert.Null(second.Next);

        await PayAsync(fixture, order, part: 0, fen: 6_650);
        var left = await ReadAsync<Page<ListOwedParts.OwedPart>>(await buyer.GetAsync("/ordering/payables/parts", Ct));
        Assert.Equal([order.Parts[1].PartId], left.Items.Select(part => part.PartId));
        var overdue = await ReadAsync<Page<ListOwedParts.OwedPart>>(
            await Supplier(fixture, order, 0).GetAsync("/ordering/payables/parts?isOverdue=true", Ct));
        Assert.Empty(overdue.Items);
    }
}
