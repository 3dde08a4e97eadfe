using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Refusals;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

/// <summary>What may happen to a shipment, and when.</summary>
public sealed class ShipmentTests
{
    static readonly Guid Carrier = Guid.CreateVersion7();

    [Fact]
    public void A_shipment_goes_from_planned_to_accepted()
    {
        var shipment = Goods.Planned(("100", "38.60"));
        Assert.Equal(ShipmentState.Planned, shipment.State);

        shipment.Dispatch(Carrier, "SF1", null, Goods.AllOf(shipment), Goods.Now);
        Assert.Equal(
            (ShipmentState.Dispatched, Carrier, "SF1", Goods.Now),
            (shipment.State, shipment.CarrierId, shipment.Waybill, shipment.DispatchedAt));

        shipment.Deliver(Goods.Now, "王师傅", Goods.Now.AddHours(1));
        Assert.Equal(
            (ShipmentState.Delivered, Goods.Now.AddHours(1), "王师傅"), (shipment.State, shipment.DeliveredAt, shipment.ReceivedBy));

        var later = Goods.Now.AddHours(2);
        var acceptance = shipment.Accept(Guid.CreateVersion7(), [Goods.Found(shipment, 0, "100")], "clerk", later);
        Assert.Equal((ShipmentState.Accepted, later, new Money(3_860_00)), (shipment.State, shipment.AcceptedAt, shipment.AcceptedAmount));
        Assert.Equal((1, later, "clerk"), (acceptance.AcceptanceNo, acceptance.AcceptedAt, acceptance.AcceptedBy));
    }

    [Fact]
    public void Nothing_can_be_skipped()
    {
        var shipment = Goods.Planned(("100", "38.60"));

        var refusal = Assert.Throws<RuleBrokenException>(() => shipment.Deliver(null, "王师傅", Goods.Now));
        Assert.Equal(("not_dispatched", null), (refusal.Code, refusal.Field));
        refusal = Assert.Throws<RuleBrokenException>(
            () => shipment.Accept(Guid.CreateVersion7(), [Goods.Found(shipment, 0, "100")], "clerk", Goods.Now));
        Assert.Equal(("not_delivered", null), (refusal.Code, refusal.Field));

        shipment.Dispatch(Carrier, "SF1", null, Goods.AllOf(shipment), Goods.Now);
        refusal = Assert.Throws<RuleBrokenException>(
            () => shipment.Accept(Guid.CreateVersion7(), [Goods.Found(shipment, 0, "100")], "clerk", Goods.Now));
        Assert.Equal("not_delivered", refusal.Code);
        Assert.Contains("途中", refusal.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_done_is_not_done_again_and_the_refusal_says_what_happened()
    {
        var shipment = Goods.Delivered(("100", "38.60"));

        var refusal = Assert.Throws<RuleBrokenException>(() => shipment.Dispatch(Carrier, "SF2", null, Goods.AllOf(shipment), Goods.Now));
        Assert.Equal(("already_dispatched", null), (refusal.Code, refusal.Field));
        refusal = Assert.Throws<RuleBrokenException>(() => shipment.Deliver(null, "李师傅", Goods.Now));
        Assert.Equal("already_delivered", refusal.Code);
        // 01:30 UTC plus six hours is 15:30 in China.
        Assert.Contains("2026-11-20 15:30:00（北京时间）签收", refusal.Zh, StringComparison.Ordinal);

        shipment.Accept(Guid.CreateVersion7(), [Goods.Found(shipment, 0, "100")], "clerk", Goods.Now);
        refusal = Assert.Throws<RuleBrokenException>(
            () => shipment.Accept(Guid.CreateVersion7(), [Goods.Found(shipment, 0, "1")], "clerk", Goods.Now));
        Assert.Equal("already_accepted", refusal.Code);
        Assert.Contains("3,860.00 元", refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("3,860.00 yuan", refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_twice_what_was_ordered_is_a_slip_of_the_pen()
    {
        var shipment = Goods.Planned(("500", "5.80"));

        var lines = new DispatchedLine[] { new(shipment.Lines[0].LineId, Examples.Units("1000.001")) };
        var refusal = Assert.Throws<InvalidRequestException>(() => shipment.Dispatch(Carrier, "SF1", null, lines, Goods.Now));

        Assert.Equal(("over_delivery", "lines[0].quantity"), (refusal.Code, refusal.Field));
        Assert.Equal((ShipmentState.Planned, null), (shipment.State, shipment.Lines[0].Dispatched));
    }

    [Fact]
    public void Every_line_must_be_named_exactly_once()
    {
        var shipment = Goods.Planned(("1", "1.00"), ("2", "1.00"), ("3", "1.00"));
        var all = Goods.AllOf(shipment);

        Assert.Equal(("line_missing", "lines"), Refused([all[1]]));
        Assert.Equal(("line_repeated", "lines[1].lineId"), Refused([all[0], all[0], all[1], all[2]]));
        Assert.Equal(("line_unknown", "lines[2].lineId"), Refused([all[0], all[1], all[2] with { LineId = Guid.CreateVersion7() }]));
        Assert.Equal(("nothing_dispatched", "lines"), Refused([.. all.Select(line => line with { Quantity = Quantity.Zero })]));
        Assert.Equal(("quantity_negative", "lines[1].quantity"), Refused([all[0], all[1] with { Quantity = new Quantity(-1) }, all[2]]));

        var missing = Assert.Throws<InvalidRequestException>(() => shipment.Dispatch(Carrier, "SF1", null, [all[1]], Goods.Now));
        Assert.StartsWith("缺少第 1, 3 行", missing.Zh, StringComparison.Ordinal);

        (string, string?) Refused(IReadOnlyList<DispatchedLine> lines)
        {
            var refusal = Assert.Throws<InvalidRequestException>(() => shipment.Dispatch(Carrier, "SF1", null, lines, Goods.Now));
            Assert.Equal(ShipmentState.Planned, shipment.State);
            return (refusal.Code, refusal.Field);
        }
    }

    [Fact]
    public void A_line_may_stay_behind_if_another_goes()
    {
        var shipment = Goods.Planned(("1", "1.00"), ("2.5", "1.00"));

        DispatchedLine[] lines = [new(shipment.Lines[0].LineId, Quantity.Zero), new(shipment.Lines[1].LineId, Examples.Units("0.001"))];
        shipment.Dispatch(Carrier, "SF1", null, lines, Goods.Now);

        Assert.Equal([Quantity.Zero, new Quantity(1)], shipment.Lines.Select(line => line.Dispatched!.Value));
    }

    [Theory]
    // Seconds after the confirmation, which was six hours ago.
    [InlineData(-1, "dispatched_before_confirmation")]
    [InlineData(0, null)]
    [InlineData(6 * 3600, null)]
    // A clock that is five minutes ahead is forgiven, more is not.
    [InlineData((6 * 3600) + 300, null)]
    [InlineData((6 * 3600) + 301, "dispatched_in_future")]
    public void A_stated_dispatch_lies_between_the_confirmation_and_now(int secondsAfterConfirmation, string? code)
    {
        var shipment = Goods.Planned(("1", "1.00"));
        var at = Examples.ConfirmedAt.AddSeconds(secondsAfterConfirmation);

        var refusal = (InvalidRequestException?)Record.Exception(
            () => shipment.Dispatch(Carrier, "SF1", at, Goods.AllOf(shipment), Goods.Now));

        Assert.Equal((code, code is null ? null : "statedDispatchedAt"), (refusal?.Code, refusal?.Field));
        Assert.Equal(
            code is null ? (Goods.Now, at) : ((DateTimeOffset?)null, null), (shipment.DispatchedAt, shipment.StatedDispatchedAt));
    }

    [Theory]
    [InlineData(-1, "delivered_before_dispatch")]
    [InlineData(0, null)]
    [InlineData(3600, null)]
    [InlineData(3601, "delivered_in_future")]
    public void A_stated_delivery_lies_between_the_dispatch_and_now(int secondsAfterDispatch, string? code)
    {
        var shipment = Goods.Planned(("1", "1.00"));
        shipment.Dispatch(Carrier, "SF1", null, Goods.AllOf(shipment), Goods.Now);

        var refusal = (InvalidRequestException?)Record.Exception(
            () => shipment.Deliver(Goods.Now.AddSeconds(secondsAfterDispatch), "王师傅", Goods.Now.AddHours(1)));

        Assert.Equal((code, code is null ? null : "statedDeliveredAt"), (refusal?.Code, refusal?.Field));
        Assert.Equal(code is null ? ShipmentState.Delivered : ShipmentState.Dispatched, shipment.State);
    }

    [Fact]
    public void What_comes_before_its_day_is_not_accepted_by_silence_before_the_days_after_that()
    {
        var order = Examples.Confirmed(("1", "1.00"));
        var day = new DateOnly(2026, 12, 18);
        var early = Goods.Planned(order with { Parts = [order.Parts[0] with { DeliverOn = day }] });
        var now = Examples.ConfirmedAt.AddDays(1);
        early.Dispatch(Carrier, "SF1", now, Goods.AllOf(early), now);
        early.Deliver(null, "王师傅", now);

        Assert.Equal(BusinessDay.StartOf(day).AddDays(7), early.AcceptDueAt);
        // The buyer may accept it when it is there.
        Assert.Equal(now, early.Accept(Guid.CreateVersion7(), [Goods.Found(early, 0, "1")], "clerk", now).AcceptedAt);
    }

    [Fact]
    public void A_stated_time_starts_no_clock()
    {
        // Nine days ago the supplier says, eight days ago the carrier says: the buyer has its week from the recording on.
        var shipment = Goods.Planned(("1", "1.00"));
        var now = Examples.ConfirmedAt.AddDays(10);
        shipment.Dispatch(Carrier, "SF1", now.AddDays(-9), Goods.AllOf(shipment), now);
        shipment.Deliver(now.AddDays(-8), "王师傅", now);

        Assert.Equal((now, now, now.AddDays(7)), (shipment.DispatchedAt, shipment.DeliveredAt, shipment.AcceptDueAt));
        Assert.Equal((now.AddDays(-9), now.AddDays(-8)), (shipment.StatedDispatchedAt, shipment.StatedDeliveredAt));
        Assert.Throws<InvalidOperationException>(() => shipment.AcceptBySilence(Guid.CreateVersion7(), now.AddDays(7).AddMilliseconds(-1)));
        var acceptance = shipment.Accept(Guid.CreateVersion7(), [Goods.Found(shipment, 0, "1")], "clerk", now.AddDays(6));
        Assert.Equal(now.AddDays(6), acceptance.AcceptedAt);
    }

    [Fact]
    public void What_has_a_day_is_to_leave_by_then_and_a_grace_and_never_sooner_than_the_grace_after_its_plan()
    {
        var rules = new DispatchRules(WithinDays: 30, GraceDays: 3, UndeliveredAfterDays: 30);
        var at = new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

        Assert.Equal(at.AddDays(31), rules.DispatchDueAt(at, at.AddDays(1), deliverOn: null));
        Assert.Equal(
            new DateTimeOffset(2027, 3, 4, 16, 0, 0, TimeSpan.Zero), rules.DispatchDueAt(at, at, new DateOnly(2027, 3, 1)));
        Assert.Equal(at.AddDays(3), rules.DispatchDueAt(at, at, new DateOnly(2026, 11, 20)));
    }

    [Fact]
    public void Where_the_supplier_is_its_own_carrier_silence_counts_from_when_the_buyer_confirms_the_arrival()
    {
        var shipment = Goods.Planned(("1", "1.00"));
        Assert.Equal("not_dispatched", Assert.Throws<RuleBrokenException>(() => shipment.ConfirmArrival(Goods.Now)).Code);
        shipment.Dispatch(shipment.SupplierId, "自送", null, Goods.AllOf(shipment), Goods.Now);
        shipment.Deliver(null, "王师傅", Goods.Now);
        Assert.Null(shipment.AcceptDueAt);

        shipment.ConfirmArrival(Goods.Now.AddDays(3));

        Assert.Equal((Goods.Now.AddDays(3), Goods.Now.AddDays(10)), (shipment.ArrivalConfirmedAt, shipment.AcceptDueAt));
        Assert.Equal(
            "arrival_needs_no_confirmation",
            Assert.Throws<RuleBrokenException>(() => shipment.ConfirmArrival(Goods.Now.AddDays(4))).Code);
        shipment.AcceptBySilence(Guid.CreateVersion7(), Goods.Now.AddDays(10));
        Assert.Equal(
            "already_accepted", Assert.Throws<RuleBrokenException>(() => shipment.ConfirmArrival(Goods.Now.AddDays(11))).Code);
    }

    [Fact]
    public void Without_a_time_nothing_runs_backwards_although_clocks_differ()
    {
        var shipment = Goods.Planned(("1", "1.00"));

        // The process that confirmed the order is ahead of the one that records the dispatch, and that of the
        // one that records the delivery.
        shipment.Dispatch(Carrier, "SF1", null, Goods.AllOf(shipment), Examples.ConfirmedAt.AddMilliseconds(-30));
        shipment.Deliver(null, "王师傅", Examples.ConfirmedAt.AddMilliseconds(-60));

        Assert.Equal((Examples.ConfirmedAt, Examples.ConfirmedAt), (shipment.DispatchedAt, shipment.DeliveredAt));
    }

    [Fact]
    public void A_part_that_nobody_could_ship_or_accept_is_not_planned()
    {
        var order = Examples.Confirmed(("1", "1.00"));
        var line = order.Parts[0].Lines[0];

        Refuses();
        Refuses(line, line with { LineNumber = 2 });
        Refuses(line, line with { LineId = Guid.CreateVersion7() });
        Refuses(line with { Quantity = Quantity.Zero, AmountFen = 0 });
        Refuses(line with { Quantity = new Quantity(-1_000), AmountFen = -1_00 });
        // The amount that was reserved is not quantity times price.
        Refuses(line with { AmountFen = 99 });

        void Refuses(params OrderConfirmed.Line[] lines) =>
            Assert.Throws<ArgumentException>(() => Goods.Planned(order with { Parts = [order.Parts[0] with { Lines = lines }] }));
    }
}
