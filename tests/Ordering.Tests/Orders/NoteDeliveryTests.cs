using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class NoteDeliveryTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_part_has_arrived_and_the_other_part_has_not(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());

        await fixture.HearAsync(Delivered(order, part: 1));

        Assert.Equal([PartState.Confirmed, PartState.Delivered], (await fixture.SeeAsync(order)).Parts.Select(part => part.State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_first_note_counts(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var id = Guid.CreateVersion7();

        await fixture.HearAsync(Delivered(order), id);
        await fixture.HearAsync(Delivered(order), id);
        await fixture.HearAsync(Delivered(order) with { DeliveredAt = Noon.AddDays(9) });

        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.Equal(Noon.AddHours(2), (await db.Parts.AsNoTracking().SingleAsync(part => part.OrderId == order.OrderId, Ct)).DeliveredAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_delivery_is_noted_before_its_dispatch_is_heard_of(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();

        await fixture.HearAsync(Delivered(order));

        Assert.Equal(PartState.Delivered, (await fixture.SeeAsync(order)).Parts[0].State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_after_the_acceptance_does_not_move_the_order_back(Engine engine) =>
        await (await shared.OnAsync(engine)).ANoteAfterTheAcceptanceMovesNothingBackAsync(order => Delivered(order));

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_on_what_is_unknown_or_not_confirmed_yet_waits(Engine engine) =>
        await (await shared.OnAsync(engine)).AnEarlyNoteWaitsAsync(
            order => Delivered(order),
            order => Delivered(order) with { OrderId = Guid.CreateVersion7() },
            order => Delivered(order) with { ShipmentId = Guid.CreateVersion7() });

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_on_a_cancelled_order_is_parked_for_an_operator(Engine engine) =>
        await (await shared.OnAsync(engine)).ANoteOnACancelledOrderIsParkedAsync(order => Delivered(order));
}
