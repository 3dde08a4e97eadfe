using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Refusals;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

/// <summary>What an accepted line is worth (CR-02, CR-03).</summary>
public sealed class AcceptanceTests
{
    [Theory]
    // EC-49: the weight that was received counts, not what was ordered.
    [InlineData("500", "5.80", "487.35", "12.65", "0", 2_826_63)]
    // EC-51: half a fen goes away from zero; half to even would give 1.00.
    [InlineData("3", "0.335", "3", "0", "0", 1_01)]
    // EC-52.
    [InlineData("1234.5", "3.33", "1234.5", "0", "0", 4_110_89)]
    // EC-53: what is refused at the door is not credited.
    [InlineData("100", "50.00", "92", "0", "8", 4_600_00)]
    // EC-01.
    [InlineData("120.5", "38.60", "120.5", "0", "0", 4_651_30)]
    // Nothing is worth nothing.
    [InlineData("7.125", "9.9999", "0", "7.125", "0", 0)]
    // The least quantity at the least price that makes half a fen.
    [InlineData("0.5", "0.01", "0.5", "0", "0", 1)]
    [InlineData("0.499", "0.01", "0.499", "0", "0", 0)]
    public void The_amount_is_accepted_quantity_times_price_rounded_once_away_from_zero(
        string ordered, string price, string accepted, string @short, string rejected, long expectedFen)
    {
        var shipment = Goods.Delivered((ordered, price));

        var reason = rejected == "0" ? null : "破损";
        var acceptance = shipment.Accept(
            Guid.CreateVersion7(), [Goods.Found(shipment, 0, accepted, @short, rejected, reason)], "clerk", Goods.Now);

        Assert.Equal(expectedFen, acceptance.Lines[0].AcceptedAmount.Fen);
        Assert.Equal(expectedFen, acceptance.AcceptedAmount.Fen);
        Assert.Equal(acceptance.AcceptedAmount, shipment.AcceptedAmount);
    }

    [Fact]
    public void Each_line_is_rounded_and_the_sum_is_not()
    {
        var shipment = Goods.Delivered(("3", "0.335"), ("3", "0.335"), ("3", "0.335"));

        InspectedLine[] found = [.. Enumerable.Range(0, 3).Select(i => Goods.Found(shipment, i, "3"))];
        var acceptance = shipment.Accept(Guid.CreateVersion7(), found, "clerk", Goods.Now);

        Assert.Equal(new Money(3_03), acceptance.AcceptedAmount);
    }

    [Fact]
    public void Lines_may_come_in_any_order_and_are_kept_by_number()
    {
        var shipment = Goods.Delivered(("1", "1.00"), ("2", "1.00"), ("3", "1.00"));

        InspectedLine[] found = [Goods.Found(shipment, 2, "3"), Goods.Found(shipment, 0, "1"), Goods.Found(shipment, 1, "2")];
        var acceptance = shipment.Accept(Guid.CreateVersion7(), found, "clerk", Goods.Now);

        Assert.Equal([1, 2, 3], acceptance.Lines.Select(line => line.LineNumber));
        Assert.Equal([1_00, 2_00, 3_00], acceptance.Lines.Select(line => line.AcceptedAmount.Fen));
    }

    [Fact]
    public void Quantities_that_do_not_add_up_are_refused_with_the_figures()
    {
        var shipment = Goods.Delivered(("1", "1.00"), ("1", "1.00"), ("100", "50.00"));

        InspectedLine[] found =
            [Goods.Found(shipment, 0, "1"), Goods.Found(shipment, 1, "1"), Goods.Found(shipment, 2, "92", "0", "7", "破损")];
        var refusal = Assert.Throws<InvalidRequestException>(() => shipment.Accept(Guid.CreateVersion7(), found, "clerk", Goods.Now));

        Assert.Equal("quantities_do_not_add_up", refusal.Code);
        Assert.Equal("lines[2]", refusal.Field);
        Assert.Equal("第3行：收货 92 + 短少 0 + 拒收 7 = 99，应等于发货 100。", refusal.Zh);
        Assert.Contains("accepted 92 + short 0 + rejected 7 = 99", refusal.En, StringComparison.Ordinal);
        Assert.Equal(ShipmentState.Delivered, shipment.State);
    }

    [Theory]
    // What one quantity lacks must not be made up by another below zero.
    [InlineData("110", "-10", "0", null, "quantity_negative", "lines[0]")]
    [InlineData("-1", "101", "0", null, "quantity_negative", "lines[0]")]
    [InlineData("101", "0", "-1", null, "quantity_negative", "lines[0]")]
    [InlineData("99", "0", "1", null, "rejection_reason_missing", "lines[0].rejectionReason")]
    [InlineData("99", "0", "1", "  ", "rejection_reason_missing", "lines[0].rejectionReason")]
    [InlineData("99", "1", "0", "破损", "rejection_reason_needless", "lines[0].rejectionReason")]
    [InlineData("100.001", "0", "0", null, "quantities_do_not_add_up", "lines[0]")]
    public void Impossible_findings_are_refused(string accepted, string @short, string rejected, string? reason, string code, string field)
    {
        var shipment = Goods.Delivered(("100", "50.00"));

        var refusal = Assert.Throws<InvalidRequestException>(
            () => shipment.Accept(
                Guid.CreateVersion7(), [Goods.Found(shipment, 0, accepted, @short, rejected, reason)], "clerk", Goods.Now));

        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        Assert.Equal(ShipmentState.Delivered, shipment.State);
        Assert.Null(shipment.AcceptedAmount);
    }

    [Fact]
    public void The_acceptance_is_never_earlier_than_the_delivery()
    {
        var shipment = Goods.Delivered(("1", "1.00"));

        // Another process recorded the delivery, and its clock is 40 ms ahead.
        var behind = Goods.Now.AddMilliseconds(-40);
        var acceptance = shipment.Accept(Guid.CreateVersion7(), [Goods.Found(shipment, 0, "1")], "clerk", behind);

        Assert.Equal(shipment.DeliveredAt, acceptance.AcceptedAt);
    }
}
