using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Xunit;
using static Marketplace.Ordering.Tests.Domain.Examples;

namespace Marketplace.Ordering.Tests.Domain;

public sealed class OrderTests
{
    [Fact]
    public void A_line_is_rounded_once_half_away_from_zero()
    {
        // 0.5 × 0.01 yuan is half a fen; 1.005 × 1 yuan is 100.5 fen (CR-03).
        var order = Place(Line(0.5m, 0.01m, supplier: 1), Line(1.005m, 1m, supplier: 1), Line(3, 0.3333m, supplier: 2));

        Assert.Equal([1L, 101L, 100L], order.Parts.SelectMany(part => part.Lines).Select(line => line.Amount.Fen));
        Assert.Equal(202, order.Amount.Fen);
    }

    [Fact]
    public void Parts_follow_their_first_lines_and_lines_keep_their_numbers()
    {
        var order = Place(Line(1, 1, supplier: 2), Line(1, 1, supplier: 1), Line(1, 1, supplier: 2));

        Assert.Equal([SupplierId(2), SupplierId(1)], order.Parts.Select(part => part.SupplierId));
        Assert.Equal([1, 2], order.Parts.Select(part => part.PartNumber));
        Assert.Equal([[1, 3], [2]], order.Parts.Select(part => part.Lines.Select(line => line.LineNumber).ToArray()));
    }

    [Fact]
    public void A_part_names_every_region_that_its_goods_come_from_once()
    {
        var order = Place(
            Line(1, 1, supplier: 1, origin: "/510000/513400/513431/"),
            Line(1, 1, supplier: 1, origin: "/510000/513400/513430/"),
            Line(1, 1, supplier: 1, origin: "/520000/522600/522633/"));

        Assert.Equal("/510000/513400/513431/513430/520000/522600/522633/", order.Parts[0].OriginRegions);
    }

    [Fact]
    public void An_order_concerns_the_regions_of_its_buyer_and_of_all_its_goods_each_once()
    {
        var order = Place(
            Line(1, 1, supplier: 1, origin: "/510000/513400/513431/"),
            Line(1, 1, supplier: 2, origin: "/510000/513400/513430/"));

        Assert.Equal(
            [.. new RegionPath(order.UnitPath).Ids, "510000", "513400", "513431", "513430"],
            order.Regions.Select(region => region.RegionId));
        Assert.All(order.Regions, region => Assert.Equal((order.SubmittedAt, order.OrderId), (region.SubmittedAt, region.OrderId)));
    }

    [Fact]
    public void The_budget_year_and_the_number_are_those_of_the_day_in_Shanghai()
    {
        var eve = new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero);

        var order = PlaceAt(eve, Line(1, 1, supplier: 1));

        Assert.Equal(2027, order.BudgetYear);
        Assert.StartsWith("20270101-", order.Number, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_worth_more_than_the_limit_is_not_made()
    {
        Assert.Equal(Order.AmountMax, Place(Line(1_000_000, 100_000, supplier: 1)).Amount);
        Assert.Throws<OverflowException>(() => Place(Line(1_000_000, 100_000, supplier: 1), Line(1, 0.01m, supplier: 2)));
        Assert.Throws<OverflowException>(() => Place(Line(1_000_000, 900_000_000_000, supplier: 1)));
    }

    [Fact]
    public void Batches_are_remembered_only_as_long_as_they_have_to_be_told()
    {
        var order = Place(Line(1, 1, supplier: 1));
        var held = Held(order);

        Assert.Null(order.HoldStock(held, Zhenhai, Noon));
        Assert.Same(held, order.Held);
        Assert.Same(held, order.HoldBudget(Zhenhai, Noon));
        Assert.Null(order.Held);
        Assert.Equal((OrderState.Confirmed, Noon), (order.State, order.ConfirmedAt));
    }

    [Fact]
    public void What_is_not_confirmed_cannot_be_accepted()
    {
        var order = Place(Line(1, 1, supplier: 1));
        Assert.Throws<InvalidOperationException>(() => order.Accept(order.Parts[0], Accepted(0), Noon));

        order.Cancel(CancellationReason.TimedOut, new BilingualText("超时", "Timed out"), Noon);
        Assert.Throws<InvalidOperationException>(() => order.Accept(order.Parts[0], Accepted(0), Noon));
    }

    [Fact]
    public void Payments_and_invoices_reach_the_amount_of_a_part_and_not_a_fen_more()
    {
        var part = Place(Line(10, 1, supplier: 1)).Parts[0];

        Assert.True(part.Pay(new Money(999)));
        Assert.False(part.Pay(new Money(2)));
        Assert.True(part.Pay(new Money(1)));
        Assert.False(part.Pay(new Money(1)));
        Assert.Equal(1_000L, part.Paid.Fen);
        part.TakeBackPaid(new Money(999));
        Assert.True(part.Pay(new Money(999)));

        Assert.True(part.Invoice(new Money(1_000)));
        Assert.False(part.Invoice(new Money(1)));
        part.TakeBackInvoiced(new Money(1));
        Assert.True(part.Invoice(new Money(1)));
        Assert.Equal(1_000L, part.Invoiced.Fen);
    }

    [Fact]
    public void Once_all_is_accepted_nothing_more_than_that_is_paid_in_advance()
    {
        var order = Confirmed(Line(10, 1, supplier: 1));
        var part = order.Parts[0];
        order.Accept(part, Accepted(900), Noon);

        Assert.False(part.Pay(new Money(901)));
        Assert.True(part.Pay(new Money(900)));
        Assert.False(part.Invoice(new Money(901)));
        Assert.True(part.Invoice(new Money(900)));
    }

    [Fact]
    public void A_part_that_was_accepted_a_little_beyond_the_order_is_paid_as_accepted()
    {
        // EC-50: 510 accepted of 500 ordered.
        var order = Confirmed(Line(500, 5.80m, supplier: 1));
        order.Accept(order.Parts[0], Accepted(2_958_00), Noon);

        Assert.True(order.Parts[0].Pay(new Money(2_958_00)));
        Assert.False(order.Parts[0].Pay(new Money(1)));
    }

    [Fact]
    public void A_part_is_accepted_when_all_its_acceptances_up_to_the_last_have_been_heard_of_in_any_order()
    {
        var order = Confirmed(Line(100, 1, supplier: 1), Line(1, 1, supplier: 2));
        var (part, other) = (order.Parts[0], order.Parts[1]);
        order.Accept(other, Accepted(1_00), Noon);

        Assert.False(order.Accept(part, Accepted(5_00, no: 2), Noon));
        Assert.False(part.IsAccepted);
        Assert.False(order.Accept(part, Accepted(5_00, no: 2), Noon));
        Assert.True(order.Accept(part, Accepted(92_00, no: 1, isLast: false), Noon));
        Assert.Equal((OrderState.Completed, 97_00L, 98_00L), (order.State, part.Accepted.Fen, order.Accepted.Fen));
        Assert.False(order.Accept(part, Accepted(9_00, no: 3), Noon));
        Assert.Equal(98_00L, order.Accepted.Fen);
    }

    [Fact]
    public void A_discount_is_split_over_all_lines_by_their_gross_amounts()
    {
        // EC-38: three cooperatives, a discount of 100 yuan.
        var order = PlaceWith(
            null, new Money(100_00), Line(1_000, 1, supplier: 1), Line(2_000, 1, supplier: 2), Line(3_333.33m, 1, supplier: 3));

        Assert.Equal([15_79L, 31_58L, 52_63L], order.Parts.Select(part => part.Lines[0].Discount.Fen));
        Assert.Equal([984_21L, 1_968_42L, 3_280_70L], order.Parts.Select(part => part.Amount.Fen));
        Assert.Equal((6_233_33L, 100_00L), (order.Amount.Fen, order.Terms!.Discount!.AmountFen));
        Assert.Equal(
            [(1, 1_000_00L), (2, 2_000_00L), (3, 3_333_33L)], order.Terms.Discount.Lines.Select(line => (line.LineNumber, line.GrossFen)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlaceWith(null, new Money(1_00), Line(1, 1, supplier: 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlaceWith(null, new Money(-1), Line(1, 1, supplier: 1)));
    }

    [Fact]
    public void A_facilitator_is_named_until_the_confirmation_and_never_later_than_it()
    {
        var order = Place(Line(1, 1, supplier: 1));
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.True(order.NameFacilitator(first, null, Noon));
        Assert.True(order.NameFacilitator(first, "协议", Noon.AddMinutes(1)));
        Assert.Equal(new Facilitation { FacilitatorId = first, NamedAt = Noon, Proof = "协议" }, order.Terms!.Facilitation);
        Assert.True(order.NameFacilitator(second, null, Noon.AddMinutes(2)));
        Assert.Equal((Noon.AddMinutes(2), 4L), (order.Terms.Facilitation!.NamedAt, order.Version));

        // The process that confirms is a little behind the one that named.
        _ = order.HoldStock(Held(order), Zhenhai, Noon);
        _ = order.HoldBudget(Zhenhai, Noon.AddMinutes(1));
        Assert.Equal(Noon.AddMinutes(2), order.ConfirmedAt);
        Assert.False(order.NameFacilitator(first, null, Noon.AddMinutes(3)));
        Assert.Equal((second, 4L), (order.Terms.Facilitation.FacilitatorId, order.Version));
    }

    static PartAcceptance Accepted(long fen, int no = 1, bool isLast = true) => new(
        no, isLast, new Money(fen), Noon, BusinessDay.Of(Noon));

    static Order Confirmed(params OrderedLine[] lines)
    {
        var order = Place(lines);
        _ = order.HoldStock(Held(order), Zhenhai, Noon);
        _ = order.HoldBudget(Zhenhai, Noon);
        return order;
    }
}
