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
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());

        await fixture.HearAsync(Dispatched(order, part: 1));

        Assert.Equal([PartState.Confirmed, PartState.Dispatched], (await fixture.SeeAsync(order)).Parts.Select(part => part.State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_first_note_counts(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var id = Guid.CreateVersion7();

        await fixture.HearAsync(Dispatched(order), id);
        await fixture.HearAsync(Dispatched(order), id);
        await fixture.HearAsync(Dispatched(order) with { DispatchedAt = Noon.AddDays(9) });

        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.Equal(Noon.AddHours(1), (await db.Parts.AsNoTracking().SingleAsync(part => part.OrderId == order.OrderId, Ct)).DispatchedAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_out_of_order_does_not_move_a_part_back(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        await fixture.HearAsync(Delivered(order));

        await fixture.HearAsync(Dispatched(order));

        Assert.Equal(PartState.Delivered, (await fixture.SeeAsync(order)).Parts[0].State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_after_the_acceptance_does_not_move_the_order_back(Engine engine) =>
        await (await shared.OnAsync(engine)).ANoteAfterTheAcceptanceMovesNothingBackAsync(order => Dispatched(order));

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_on_what_is_unknown_or_not_confirmed_yet_waits(Engine engine) =>
        await (await shared.OnAsync(engine)).AnEarlyNoteWaitsAsync(
            order => Dispatched(order),
            order => Dispatched(order) with { OrderId = Guid.CreateVersion7() },
            order => Dispatched(order) with { ShipmentId = Guid.CreateVersion7() });

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_note_on_a_cancelled_order_is_parked_for_an_operator(Engine engine) =>
        await (await shared.OnAsync(engine)).ANoteOnACancelledOrderIsParkedAsync(order => Dispatched(order));
}
