using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class NoteDispatchTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_part_is_on_its_way_and_the_other_part_is_not(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.ConfirmAsync(await fair.PlaceOverTwoSuppliersAsync());

        await fair.HearAsync(Dispatched(order, part: 1));

        Assert.Equal([PartState.Confirmed, PartState.Dispatched], (await fair.SeeAsync(order)).Parts.Select(part => part.State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_first_note_counts(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAndConfirmAsync();
        var id = Guid.CreateVersion7();

        await fair.HearAsync(Dispatched(order), id);
        await fair.HearAsync(Dispatched(order), id);
        await fair.HearAsync(Dispatched(order) with { DispatchedAt = Noon.AddDays(9) });

        await using var scope = fair.Service.OpenDb(out var db);
        Assert.Equal(Noon.AddHours(1), (await db.Parts.AsNoTracking().SingleAsync(part => part.OrderId == order.OrderId, Ct)).DispatchedAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_out_of_order_does_not_move_a_part_back(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAndConfirmAsync();
        await fair.HearAsync(Delivered(order));

        await fair.HearAsync(Dispatched(order));

        Assert.Equal(PartState.Delivered, (await fair.SeeAsync(order)).Parts[0].State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_after_the_acceptance_does_not_move_the_order_back(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAndConfirmAsync();
        await fair.HearAsync(Accepted(order));

        await fair.HearAsync(Dispatched(order));

        var seen = await fair.SeeAsync(order);
        Assert.Equal((OrderState.Completed, PartState.Accepted), (seen.State, seen.Parts[0].State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_on_what_is_unknown_or_not_confirmed_yet_waits(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var (waiting, order) = (await fair.PlaceAsync(), await fair.PlaceAndConfirmAsync());
        object[] early =
        [
            Dispatched(order) with { OrderId = Guid.CreateVersion7() },
            Dispatched(order) with { ShipmentId = Guid.CreateVersion7() },
            Dispatched(waiting),
        ];
        foreach (var message in early)
        {
            var id = Guid.CreateVersion7();
            await fair.HearAsync(message, id);
            Assert.True(await fair.IsParkedAsync(id, isTriedAgain: true));
        }

        Assert.Equal(PartState.Pending, (await fair.SeeAsync(waiting)).Parts[0].State);
        Assert.Equal(PartState.Confirmed, (await fair.SeeAsync(order)).Parts[0].State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_on_a_cancelled_order_is_parked_for_an_operator(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAsync();
        var id = Guid.CreateVersion7();
        await fair.HearAsync(new BudgetDeclined { OrderId = order.OrderId, UnitId = order.UnitId, Year = 2026, AmountFen = 1 });

        await fair.HearAsync(Dispatched(order), id);

        Assert.True(await fair.IsParkedAsync(id, isTriedAgain: false));
        Assert.Equal(PartState.Cancelled, (await fair.SeeAsync(order)).Parts[0].State);
    }
}
