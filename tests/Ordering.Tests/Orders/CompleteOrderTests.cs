using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class CompleteOrderTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_is_completed_with_its_last_part_and_what_was_accepted_is_kept(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());

        await fixture.HearAsync(Accepted(order, part: 1));
        var half = await fixture.SeeAsync(order);
        Assert.Equal((OrderState.Confirmed, 33_000L), (half.State, half.AcceptedFen));
        Assert.Equal([PartState.Confirmed, PartState.Accepted], half.Parts.Select(part => part.State));
        Assert.Null(half.Parts[0].Lines[0].AcceptedQuantity);

        await fixture.HearAsync(Accepted(order, part: 0));
        var whole = await fixture.SeeAsync(order);
        // 19 × 3.50 and 99 × 3.3333, each rounded once.
        Assert.Equal((OrderState.Completed, 6_650L + 33_000L), (whole.State, whole.AcceptedFen));
        Assert.Equal([6_650L, 33_000L], whole.Parts.Select(part => part.AcceptedFen));
        Assert.Equal((Quantity.Of(19), 6_650L), (whole.Parts[0].Lines[0].AcceptedQuantity, whole.Parts[0].Lines[0].AcceptedFen));
        var told = await fixture.ToldOnceAsync<OrderCompleted>(message => message.OrderId == order.OrderId);
        Assert.Equal((order.UnitId, 39_650L, whole.CompletedAt), (told.UnitId, told.AcceptedFen, told.CompletedAt));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_acceptance_heard_twice_counts_once_also_after_the_end(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var (accepted, id) = (Accepted(order), Guid.CreateVersion7());

        await fixture.HearAsync(accepted, id);
        await fixture.HearAsync(accepted, id);
        await fixture.HearAsync(accepted);
        await fixture.HearAsync(Accepted(order) with { AcceptanceNo = 2 });

        Assert.Equal(6_650L, (await fixture.ToldOnceAsync<OrderCompleted>(message => message.OrderId == order.OrderId)).AcceptedFen);
        Assert.Equal(6_650L, (await fixture.SeeAsync(order)).AcceptedFen);
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.False(await db.ParkedMessages.AnyAsync(row => row.MessageId == id, Ct));
        Assert.Equal([1], (await db.Parts.SingleAsync(part => part.OrderId == order.OrderId, Ct)).AcceptanceNos);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_under_dispute_are_waited_for_and_acceptances_may_come_in_any_order(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var rest = Accepted(order) with { IsPartial = true };
        var ruled = Accepted(order) with { AcceptanceNo = 2 };
        ruled = ruled with { Lines = [ruled.Lines[0] with { Accepted = Quantity.Of(1), AcceptedFen = 3_50, PayableFen = 3_40 }] };

        await fixture.HearAsync(ruled);
        Assert.Equal(
            (OrderState.Confirmed, PartState.Confirmed),
            ((await fixture.SeeAsync(order)).State, (await fixture.SeeAsync(order)).Parts[0].State));
        await fixture.HearAsync(ruled);
        await fixture.HearAsync(rest);
        await fixture.HearAsync(rest);

        var seen = await fixture.SeeAsync(order);
        Assert.Equal((OrderState.Completed, 69_90L), (seen.State, seen.AcceptedFen));
        Assert.Equal((Quantity.Of(20), 69_90L), (seen.Parts[0].Lines[0].AcceptedQuantity, seen.Parts[0].Lines[0].AcceptedFen));
        Assert.Equal(69_90L, (await fixture.ToldOnceAsync<OrderCompleted>(message => message.OrderId == order.OrderId)).AcceptedFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Parts_accepted_at_the_same_moment_complete_the_order_once(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var orders = new List<OrderView>();
        for (var i = 0; i < 5; i++)
        {
            orders.Add(await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync()));
        }

        await Task.WhenAll(
            orders.SelectMany(order => new[] { fixture.HearAsync(Accepted(order, 0)), fixture.HearAsync(Accepted(order, 1)) }));

        foreach (var order in orders)
        {
            Assert.Equal(39_650L, (await fixture.ToldOnceAsync<OrderCompleted>(message => message.OrderId == order.OrderId)).AcceptedFen);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_acceptance_of_nothing_completes_the_order_at_zero(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var accepted = Accepted(order);

        await fixture.HearAsync(accepted with
        {
            Lines = [accepted.Lines[0] with { Accepted = Quantity.Zero, Rejected = accepted.Lines[0].Dispatched, AcceptedFen = 0 }],
        });

        var seen = await fixture.SeeAsync(order);
        Assert.Equal((OrderState.Completed, 0L, Quantity.Zero), (seen.State, seen.AcceptedFen, seen.Parts[0].Lines[0].AcceptedQuantity));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_acceptance_before_the_confirmation_waits_and_is_kept_later(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        var (unknown, early) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await fixture.HearAsync(Accepted(order) with { OrderId = Guid.CreateVersion7() }, unknown);
        await fixture.HearAsync(Accepted(order), early);
        await fixture.ConfirmAsync(order);

        // The kernel tries the early one again by itself.
        await Eventually.EqualAsync(OrderState.Completed, async () => (await fixture.SeeAsync(order)).State, ct: Ct);
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.NotNull((await db.ParkedMessages.AsNoTracking().SingleAsync(row => row.MessageId == unknown, Ct)).NextAttemptAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_acceptance_of_a_line_of_another_order_changes_nothing_and_is_parked(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var accepted = Accepted(order);
        var id = Guid.CreateVersion7();

        await fixture.HearAsync(accepted with { Lines = [accepted.Lines[0] with { LineId = Guid.CreateVersion7() }] }, id);

        Assert.Equal((OrderState.Confirmed, 0L), ((await fixture.SeeAsync(order)).State, (await fixture.SeeAsync(order)).AcceptedFen));
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.Null((await db.ParkedMessages.AsNoTracking().SingleAsync(row => row.MessageId == id, Ct)).NextAttemptAt);
    }
}
