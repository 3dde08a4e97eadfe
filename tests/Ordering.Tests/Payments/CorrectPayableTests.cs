using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Tests.Orders;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Payments;

/// <summary>← GoodsReturned: what a price rose by may be paid and invoiced too, what goes back no more (CR-15).</summary>
public sealed class CorrectPayableTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_price_rise_may_be_paid_and_invoiced_once_and_nothing_beyond_it(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        await fixture.HearAsync(Accepted(order));
        var before = await PartAsync(fixture, order);
        var rise = Rise(order, 500);

        await fixture.HearAsync(rise);
        await fixture.HearAsync(rise);
        await fixture.HearAsync(rise, Guid.CreateVersion7());

        var part = await PartAsync(fixture, order);
        Assert.Equal(before.Payable + new Money(500), part.Payable);
        Assert.Equal(500, (await fixture.SeeAsync(order)).Parts[0].PriceRisesFen);
        await RecordWholeAsync(fixture, part);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_goes_back_is_owed_no_more_and_a_replacement_changes_nothing(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        await fixture.HearAsync(Accepted(order));
        var before = await PartAsync(fixture, order);

        var cut = Rise(order, 500) with { Kind = ReturnKind.PriceCut, PayableChangeFen = -500 };
        await fixture.HearAsync(cut);
        await fixture.HearAsync(cut, Guid.CreateVersion7());
        await fixture.HearAsync(
            Rise(order, 0) with { Kind = ReturnKind.Return, Quantity = Quantity.Of(1), AmountFen = null, PayableChangeFen = -350 });
        await fixture.HearAsync(
            Rise(order, 0) with { Kind = ReturnKind.Replacement, Quantity = Quantity.Of(1), AmountFen = null, PayableChangeFen = null });

        var part = await PartAsync(fixture, order);
        Assert.Equal(before.Payable - new Money(850), part.Payable);
        var seen = (await fixture.SeeAsync(order)).Parts[0];
        Assert.Equal((850L, part.Payable.Fen), (seen.RefundsFen, seen.PayableFen));
        await RecordWholeAsync(fixture, part);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_paid_before_the_return_stays_recorded_and_no_more_can_be_paid(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();
        await fixture.HearAsync(Accepted(order));
        var whole = await PartAsync(fixture, order);
        await RecordWholeAsync(fixture, whole);

        await fixture.HearAsync(Rise(order, 500) with { Kind = ReturnKind.PriceCut, PayableChangeFen = -500 });

        var part = await PartAsync(fixture, order);
        Assert.Equal((whole.Payable, whole.Payable - new Money(500)), (part.Invoiced, part.Payable));
        Assert.False(part.Invoice(new Money(1)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_rise_of_what_is_unknown_or_not_confirmed_yet_waits(Engine engine) =>
        await (await shared.OnAsync(engine)).AnEarlyNoteWaitsAsync(
            order => Rise(order, 500),
            order => Rise(order, 500) with { OrderId = Guid.CreateVersion7() },
            order => Rise(order, 500) with { LineId = Guid.CreateVersion7() });

    static GoodsReturned Rise(OrderView order, long fen) => new()
    {
        ReturnId = Guid.CreateVersion7(),
        OrderId = order.OrderId,
        LineId = order.Parts[0].Lines[0].LineId,
        AcceptanceNo = 1,
        Kind = ReturnKind.PriceRise,
        Quantity = Quantity.Zero,
        AmountFen = fen,
        PayableChangeFen = fen,
        ConfirmedAt = Noon.AddDays(3),
        Reason = "随行就市",
        Document = "补充协议 2026-4",
    };

    static async Task<OrderPart> PartAsync(OrderingFixture fixture, OrderView order)
    {
        await using var scope = fixture.Service.OpenDb(out var db);
        return await db.Parts.AsNoTracking().SingleAsync(part => part.OrderId == order.OrderId, Ct);
    }

    /// <summary>The database takes invoices and payments of all that is payable, and not a fen more.</summary>
    static async Task RecordWholeAsync(OrderingFixture fixture, OrderPart whole)
    {
        await using var scope = fixture.Service.OpenDb(out var db);
        var part = await db.Parts.SingleAsync(known => known.PartId == whole.PartId, Ct);
        Assert.True(part.Invoice(whole.Payable));
        Assert.False(part.Invoice(new Money(1)));
        await db.SaveChangesAsync(Ct);
    }
}
