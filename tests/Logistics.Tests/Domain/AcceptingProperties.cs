using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

/// <summary>What holds for one line however it is disputed, discounted and accepted (CR-01).</summary>
public sealed class AcceptingProperties
{
    /// <summary>
    /// Thousandths ordered and disputed, the parts of the disputed quantities that are accepted, in percent, the
    /// price, and discount and subsidy in percent.
    /// </summary>
    sealed record AnyLine(long Ordered, long[] Disputed, int[] Accepted, long Price, int Discount, int Subsidy, int RestFirst);

    static readonly Arbitrary<AnyLine> Lines = (
        from ordered in Gen.Choose(10, 2_000_000)
        from disputes in Gen.Choose(0, 4)
        from disputed in Gen.Choose(1, Math.Max(1, ordered / 4)).Select(quantity => (long)quantity).ArrayOf(disputes)
        from accepted in Gen.Elements(0, 100, 33, 50).ArrayOf(disputes)
        from price in Gen.Choose(1, 10_000_000)
        from discount in Gen.Elements(0, 1, 33, 99)
        from subsidy in Gen.Elements(0, 1, 5, 50)
        from restFirst in Gen.Choose(0, disputes)
        select new AnyLine(ordered, disputed, accepted, price, discount, subsidy, restFirst)).ToArbitrary();

    [Fact]
    public void Whatever_is_disputed_all_is_decided_once_all_that_was_reserved_is_settled_and_the_discount_is_never_overdrawn() =>
        Prop.ForAll(Lines, any =>
        {
            var shipment = Delivered(any);
            var line = shipment.Lines[0];
            Dispute[] disputes = [.. any.Disputed.Select(quantity => shipment.Dispute(
                Guid.CreateVersion7(), line.LineId, new Quantity(quantity), "疑", "clerk", Goods.Now))];
            List<Acceptance> acceptances = [];
            var rest = line.Ordered.Thousandths - any.Disputed.Sum();
            for (var i = 0; i <= disputes.Length; i++)
            {
                if (i == any.RestFirst && rest > 0)
                {
                    acceptances.Add(shipment.AcceptBySilence(Guid.CreateVersion7(), shipment.AcceptDueAt!.Value));
                }

                if (i < disputes.Length)
                {
                    var accepted = new Quantity(any.Disputed[i] * any.Accepted[i] / 100);
                    acceptances.Add(shipment.Rule(
                        disputes[i], Guid.CreateVersion7(), accepted, disputes[i].Quantity - accepted, "裁", "official", Goods.Now));
                }
            }

            var booked = acceptances.SelectMany(acceptance => acceptance.Lines).ToArray();
            Assert.Equal(Enumerable.Range(1, acceptances.Count), acceptances.Select(acceptance => acceptance.AcceptanceNo));
            Assert.Equal(acceptances.Select((_, i) => i < acceptances.Count - 1), acceptances.Select(acceptance => acceptance.IsPartial));
            Assert.Equal(ShipmentState.Accepted, shipment.State);
            Assert.Equal(line.Ordered.Thousandths, booked.Sum(part => part.Dispatched.Thousandths));
            Assert.Equal(line.ReservedAmount.Fen, booked.Sum(part => part.SettledAmount.Fen));
            Assert.All(booked, part => Assert.True(part.SettledAmount >= Money.Zero && part.PayableAmount >= Money.Zero));
            // Amounts are rounded once an acceptance, so several may together be a fen each beyond what was reserved.
            var payable = booked.Sum(part => part.PayableAmount.Fen);
            Assert.True(payable <= line.ReservedAmount.Fen + acceptances.Count);
            Assert.All(booked, part => Assert.True(part.PayableAmount.Fen <= part.SettledAmount.Fen + acceptances.Count));
            var granted = booked.Sum(part => part.AcceptedAmount.Fen - part.PayableAmount.Fen);
            Assert.InRange(granted, 0, line.Discount.Fen);
            Assert.True(any.Accepted.Any(percent => percent < 100) || granted >= line.Discount.Fen - 1);
            // Of the subsidy never more than was promised, and all of it when all is accepted.
            Assert.All(booked, part => Assert.True(part.Subsidised >= Money.Zero));
            var subsidised = booked.Sum(part => part.Subsidised.Fen);
            Assert.InRange(subsidised, 0, line.Subsidy.Fen);
            Assert.True(any.Accepted.Any(percent => percent < 100) || subsidised >= line.Subsidy.Fen - 1);
            Assert.Equal(line.Ordered.Thousandths, booked.Sum(part => part.Batches.Sum(batch => batch.Quantity.Thousandths)));
        }).QuickCheckThrowOnFailure();

    static Shipment Delivered(AnyLine any)
    {
        var order = Examples.Confirmed(("1", "1.00"));
        var gross = Money.Of(new Quantity(any.Ordered), new UnitPrice(any.Price));
        var known = order.Parts[0].Lines[0];
        var line = ShipmentLine.Of(
            known.LineId,
            1,
            known.Goods with { UnitPrice = new UnitPrice(any.Price) },
            new Quantity(any.Ordered),
            gross,
            [
                known.Batches[0] with { Quantity = new Quantity(any.Ordered / 3) },
                known.Batches[0] with { BatchId = Guid.CreateVersion7(), Quantity = new Quantity(any.Ordered - (any.Ordered / 3)) },
            ],
            new Money(gross.Fen * any.Discount / 100),
            subsidy: new Money(gross.Fen * any.Subsidy / 100));
        return Goods.Deliver(Goods.Planned(order, line));
    }
}
