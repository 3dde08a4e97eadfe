using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>← ShipmentCancelled, ShipmentLost: what either side has ended before the dispatch, and what was lost after it.</summary>
public sealed class CancelPartsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_is_completed_when_what_was_not_cancelled_is_accepted_whichever_comes_first(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        foreach (var isCancelledFirst in (bool[])[true, false])
        {
            var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
            var cancelled = Cancelled(order, part: 0);
            object[] news = isCancelledFirst ? [cancelled, Accepted(order, part: 1)] : [Accepted(order, part: 1), cancelled];
            foreach (var message in news)
            {
                await (message is ShipmentCancelled ended ? fixture.HearAsync(ended) : fixture.HearAsync((DeliveryAccepted)message));
            }

            await fixture.HearAsync(cancelled);

            var seen = await fixture.SeeAsync(order);
            Assert.Equal((OrderState.Completed, 33_000L), (seen.State, seen.AcceptedFen));
            Assert.Equal([PartState.Cancelled, PartState.Accepted], seen.Parts.Select(part => part.State));
            var part = seen.Parts[0];
            Assert.Equal((part.AmountFen, 0L), (part.CancelledFen, part.PayableFen));
            var told = Assert.Single(part.Cancellations);
            Assert.Equal(
                (CancelledBy.Supplier, ShipmentCancellationReason.CropFailure, "冰雹绝收", part.AmountFen),
                (told.By, told.Reason, told.Note, told.AmountFen));
            Assert.Equal(
                33_000L, (await fixture.ToldOnceAsync<OrderCompleted>(message => message.OrderId == order.OrderId)).AcceptedFen);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_of_which_each_part_was_cancelled_is_cancelled_and_nothing_more_is_told(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        var (first, second) = (Cancelled(order, part: 0), Cancelled(order, part: 1));

        await fixture.HearAsync(first);
        Assert.Equal(OrderState.Confirmed, (await fixture.SeeAsync(order)).State);
        await fixture.HearAsync(second);
        await fixture.HearAsync(second);
        await fixture.HearAsync(first);

        var seen = await fixture.SeeAsync(order);
        Assert.Equal((OrderState.Cancelled, CancellationReason.PartsCancelled), (seen.State, seen.Cancellation!.Reason));
        Assert.Contains("发货前取消", seen.Cancellation.Detail!.Zh, StringComparison.Ordinal);
        Assert.All(seen.Parts, part => Assert.Equal((PartState.Cancelled, 0L), (part.State, part.PayableFen!.Value)));
        Assert.DoesNotContain(fixture.Service.Published<OrderCancelled>(), told => told.OrderId == order.OrderId);
        Assert.DoesNotContain(fixture.Service.Published<OrderCompleted>(), told => told.OrderId == order.OrderId);
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.False(await db.ParkedMessages.AnyAsync(row => row.Body.Contains(order.OrderId.ToString()), Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_cancelled_is_neither_paid_nor_invoiced(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        var amount = order.Parts[0].AmountFen!.Value;

        await fixture.HearAsync(Cancelled(order) with
        {
            IsWhole = false,
            Lines = [new ShipmentCancelled.Line { LineId = order.Parts[0].Lines[0].LineId, ReservedFen = 1_00 }],
        });

        var part = (await fixture.SeeAsync(order)).Parts[0];
        Assert.Equal((PartState.Confirmed, 1_00L, amount - 1_00), (part.State, part.CancelledFen!.Value, part.PayableFen!.Value));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_is_completed_without_the_part_that_was_lost_whichever_is_heard_of_first(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        foreach (var isLostFirst in (bool[])[true, false])
        {
            var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
            var lost = Lost(order, part: 0);
            if (isLostFirst)
            {
                await fixture.HearAsync(lost);
                await fixture.HearAsync(Dispatched(order));
                await fixture.HearAsync(Accepted(order, part: 1));
            }
            else
            {
                await fixture.HearAsync(Accepted(order, part: 1));
                await fixture.HearAsync(lost);
            }

            await fixture.HearAsync(lost);

            var seen = await fixture.SeeAsync(order);
            Assert.Equal((OrderState.Completed, 33_000L), (seen.State, seen.AcceptedFen));
            Assert.Equal([PartState.Lost, PartState.Accepted], seen.Parts.Select(part => part.State));
            var part = seen.Parts[0];
            Assert.Equal(
                (part.AmountFen, 0L, Noon.AddHours(2), LossFinding.NotDelivered),
                (part.LostFen, part.PayableFen, part.LostAt, part.LossFinding));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_with_one_part_cancelled_and_the_other_lost_is_cancelled_and_late_news_is_no_fault(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.ConfirmAsync(await fixture.PlaceOverTwoSuppliersAsync());
        await fixture.HearAsync(Cancelled(order, part: 1));
        await fixture.HearAsync(Lost(order));
        await fixture.HearAsync(Dispatched(order));

        var seen = await fixture.SeeAsync(order);
        Assert.Equal((OrderState.Cancelled, CancellationReason.PartsCancelled), (seen.State, seen.Cancellation!.Reason));
        Assert.Equal([PartState.Lost, PartState.Cancelled], seen.Parts.Select(part => part.State));
        Assert.Equal([0L, 0L], seen.Parts.Select(part => part.PayableFen));
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.False(await db.ParkedMessages.AnyAsync(row => row.Body.Contains(order.OrderId.ToString()), Ct));
    }

    internal static ShipmentLost Lost(OrderView order, int part = 0) => new()
    {
        LossId = Guid.CreateVersion7(),
        ShipmentId = order.Parts[part].PartId,
        OrderId = order.OrderId,
        SupplierId = order.Parts[part].SupplierId,
        UnitId = order.UnitId,
        LostAt = Noon.AddHours(2),
        Finding = LossFinding.NotDelivered,
        Lines =
        [
            .. order.Parts[part].Lines.Select(line => new ShipmentLost.Line { LineId = line.LineId, ReservedFen = line.AmountFen!.Value }),
        ],
    };

    internal static ShipmentCancelled Cancelled(OrderView order, int part = 0) => new()
    {
        CancellationId = Guid.CreateVersion7(),
        ShipmentId = order.Parts[part].PartId,
        OrderId = order.OrderId,
        SupplierId = order.Parts[part].SupplierId,
        UnitId = order.UnitId,
        CancelledAt = Noon,
        CancelledBy = CancelledBy.Supplier,
        Reason = ShipmentCancellationReason.CropFailure,
        Note = "冰雹绝收",
        IsWhole = true,
        Lines =
        [
            .. order.Parts[part].Lines
                .Select(line => new ShipmentCancelled.Line { LineId = line.LineId, ReservedFen = line.AmountFen!.Value }),
        ],
    };
}
