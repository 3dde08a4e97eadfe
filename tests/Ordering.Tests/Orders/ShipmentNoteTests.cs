using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.Fair;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>NoteDispatch and NoteDelivery.</summary>
public sealed class ShipmentNoteTests(SharedFair shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_part_is_dispatched_and_delivered_and_the_other_part_is_not(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.ConfirmAsync(await fair.PlaceOverTwoSuppliersAsync());

        await fair.HearAsync(Dispatched(order, part: 1));
        Assert.Equal([PartState.Confirmed, PartState.Dispatched], (await fair.SeeAsync(order)).Parts.Select(part => part.State));
        await fair.HearAsync(Delivered(order, part: 1));
        Assert.Equal([PartState.Confirmed, PartState.Delivered], (await fair.SeeAsync(order)).Parts.Select(part => part.State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_same_note_twice_changes_nothing(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAndConfirmAsync();
        var (dispatch, delivery) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await fair.HearAsync(Dispatched(order), dispatch);
        await fair.HearAsync(Dispatched(order), dispatch);
        await fair.HearAsync(Dispatched(order) with { DispatchedAt = Noon.AddDays(9) });
        await fair.HearAsync(Delivered(order), delivery);
        await fair.HearAsync(Delivered(order), delivery);
        await fair.HearAsync(Delivered(order) with { DeliveredAt = Noon.AddDays(9) });

        await using var scope = fair.Service.OpenDb(out var db);
        var part = await db.Parts.AsNoTracking().SingleAsync(row => row.OrderId == order.OrderId, Ct);
        Assert.Equal((Noon.AddHours(1), Noon.AddHours(2)), (part.DispatchedAt, part.DeliveredAt));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Notes_out_of_order_never_move_a_part_back(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAndConfirmAsync();

        await fair.HearAsync(Delivered(order));
        await fair.HearAsync(Dispatched(order));
        Assert.Equal(PartState.Delivered, (await fair.SeeAsync(order)).Parts[0].State);

        var early = await fair.PlaceAndConfirmAsync();
        await fair.HearAsync(Accepted(early));
        await fair.HearAsync(Delivered(early));
        await fair.HearAsync(Dispatched(early));
        var seen = await fair.SeeAsync(early);
        Assert.Equal((OrderState.Completed, PartState.Accepted), (seen.State, seen.Parts[0].State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_on_what_is_unknown_or_not_confirmed_yet_waits(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var waiting = await fair.PlaceAsync();
        var order = await fair.PlaceAndConfirmAsync();
        object[] early =
        [
            Dispatched(order) with { OrderId = Guid.CreateVersion7() },
            Dispatched(order) with { ShipmentId = Guid.CreateVersion7() },
            Dispatched(waiting),
            Delivered(order) with { OrderId = Guid.CreateVersion7() },
            Delivered(order) with { ShipmentId = Guid.CreateVersion7() },
            Delivered(waiting),
        ];
        foreach (var message in early)
        {
            Assert.True(await IsParkedAsync(fair, message, isTriedAgain: true));
        }

        Assert.Equal(PartState.Pending, (await fair.SeeAsync(waiting)).Parts[0].State);
        Assert.Equal(PartState.Confirmed, (await fair.SeeAsync(order)).Parts[0].State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_on_a_cancelled_order_is_parked_for_an_operator(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAsync();
        await fair.HearAsync(new BudgetDeclined { OrderId = order.OrderId, UnitId = order.UnitId, Year = 2026, AmountFen = 1 });

        Assert.True(await IsParkedAsync(fair, Dispatched(order), isTriedAgain: false));
        Assert.True(await IsParkedAsync(fair, Delivered(order), isTriedAgain: false));
        Assert.Equal(PartState.Cancelled, (await fair.SeeAsync(order)).Parts[0].State);
    }

    static async Task<bool> IsParkedAsync(Fair fair, object message, bool isTriedAgain)
    {
        Assert.True(message is ShipmentDispatched or ShipmentDelivered);
        var id = Guid.CreateVersion7();
        await fair.HearAsync(message, id);
        await using var scope = fair.Service.OpenDb(out var db);
        return await db.ParkedMessages.AnyAsync(row => row.MessageId == id && (row.NextAttemptAt != null) == isTriedAgain, Ct);
    }
}
