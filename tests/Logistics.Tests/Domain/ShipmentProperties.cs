using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Refusals;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

/// <summary>What holds for shipments of any lines, and for whatever people say of them.</summary>
public sealed class ShipmentProperties
{
    /// <summary>
    /// A line: thousandths ordered, dispatched, short and rejected, the price, and how far off the accepted
    /// quantity is from what is left.
    /// </summary>
    sealed record AnyLine(long Ordered, long Dispatched, long Short, long Rejected, long Price, long Off, bool ReasonIsWrong)
    {
        public long Accepted => Dispatched - Short - Rejected + Off;

        public bool AddsUp => Off == 0 && !ReasonIsWrong;
    }

    static Gen<AnyLine> Lines(bool faulty) =>
        from ordered in Gen.Choose(1, 2_000_000_000)
        from dispatched in Gen.Frequency((3, Gen.Constant(ordered)), (2, Gen.Choose(0, ordered)))
        from missing in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, dispatched)))
        from rejected in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, dispatched - missing)))
        from price in Gen.Choose(1, 100_000_000)
        from off in faulty
            ? Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(-3, 3)), (1, Gen.Choose(-2_000_000_000, 2_000_000_000)))
            : Gen.Constant(0)
        from reasonIsWrong in faulty ? Gen.Frequency((6, Gen.Constant(false)), (1, Gen.Constant(true))) : Gen.Constant(false)
        select new AnyLine(ordered, dispatched, missing, rejected, price, off, reasonIsWrong);

    static Arbitrary<AnyLine[]> Shipments(bool faulty) =>
        Lines(faulty).NonEmptyListOf().Where(lines => lines.Any(line => line.Dispatched > 0)).Select(lines => lines.Take(40).ToArray())
            .Where(lines => lines.Any(line => line.Dispatched > 0)).ToArbitrary();

    [Fact]
    public void An_acceptance_takes_place_exactly_when_every_line_adds_up() =>
        Prop.ForAll(Shipments(faulty: true), lines =>
        {
            var shipment = Delivered(lines);
            Acceptance? acceptance = null;
            var isRefused = Refuses(() => acceptance = shipment.Accept(Guid.CreateVersion7(), Found(shipment, lines), "clerk", Goods.Now));

            Assert.Equal(lines.Any(line => !line.AddsUp), isRefused);
            Assert.Equal(isRefused, acceptance is null);
            Assert.Equal(isRefused ? ShipmentState.Delivered : ShipmentState.Accepted, shipment.State);
            Assert.All(acceptance?.Lines ?? [], line => Assert.Equal(line.Dispatched, line.Accepted + line.Short + line.Rejected));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Line_amounts_are_rounded_once_and_add_up_to_the_total_within_what_was_reserved() =>
        Prop.ForAll(Shipments(faulty: false), lines =>
        {
            var shipment = Delivered(lines);
            var acceptance = shipment.Accept(Guid.CreateVersion7(), Found(shipment, lines), "clerk", Goods.Now);

            Assert.Equal(lines.Length, acceptance.Lines.Count);
            foreach (var (line, said, planned) in acceptance.Lines.Zip(lines, shipment.Lines))
            {
                // Thousandths of a unit times ten-thousandths of a yuan are 10^-5 fen.
                var exact = (decimal)said.Accepted * said.Price / 100_000m;
                Assert.True(Math.Abs(line.AcceptedAmount.Fen - exact) <= 0.5m);
                Assert.True(line.AcceptedAmount >= Money.Zero && line.AcceptedAmount <= planned.OrderedAmount);
                Assert.True(said.Accepted != said.Ordered || line.AcceptedAmount == planned.OrderedAmount);
            }

            Assert.Equal(acceptance.Lines.Sum(line => line.AcceptedAmount.Fen), acceptance.AcceptedAmount.Fen);
            Assert.Equal(acceptance.AcceptedAmount, shipment.AcceptedAmount);
            Assert.True(shipment.AcceptedAmount <= shipment.OrderedAmount);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whoever_does_what_and_when_a_shipment_moves_on_step_by_step_and_never_back()
    {
        var steps = Gen.Choose(0, 2).SelectMany(verb => Gen.Choose(-7_200, 7_200).Select(seconds => (Verb: verb, Seconds: seconds)));
        Prop.ForAll(steps.ListOf().ToArbitrary(), walk =>
        {
            var shipment = Goods.Planned(("100", "38.60"), ("0.5", "0.01"));
            var accepted = 0;
            foreach (var (verb, seconds) in walk)
            {
                var before = shipment.State;
                var now = Goods.Now.AddSeconds(seconds);
                DateTimeOffset? said = seconds % 3 == 0 ? null : now.AddSeconds(seconds);
                var done = !Refuses(verb switch
                {
                    0 => () => shipment.Dispatch(Guid.CreateVersion7(), "SF1", said, Goods.AllOf(shipment), now),
                    1 => () => shipment.Deliver(said, "王师傅", now),
                    _ => () => shipment.Accept(
                        Guid.CreateVersion7(), [Goods.Found(shipment, 0, "100"), Goods.Found(shipment, 1, "0.5")], "clerk", now),
                });
                accepted += done && verb == 2 ? 1 : 0;
                Assert.Equal(done ? before + 1 : before, shipment.State);
                Assert.True(shipment.DispatchedAt is null || shipment.DispatchedAt >= shipment.ConfirmedAt);
                Assert.True(shipment.DeliveredAt is null || shipment.DeliveredAt >= shipment.DispatchedAt);
                Assert.True(shipment.AcceptedAt is null || shipment.AcceptedAt >= shipment.DeliveredAt);
            }

            Assert.True(accepted <= 1);
        }).QuickCheckThrowOnFailure();
    }

    static bool Refuses(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (RefusalException)
        {
            return true;
        }
    }

    static Shipment Delivered(AnyLine[] lines)
    {
        var order = Examples.Confirmed([.. lines.Select(_ => ("1", "1.00"))]);
        var part = order.Parts[0];
        OrderConfirmed.Line[] sized =
        [
            .. part.Lines.Zip(lines, (line, any) => line with
            {
                Goods = line.Goods with { UnitPrice = new UnitPrice(any.Price) },
                Quantity = new Quantity(any.Ordered),
                AmountFen = Money.Of(new Quantity(any.Ordered), new UnitPrice(any.Price)).Fen,
            }),
        ];
        var shipment = Goods.Planned(order with { Parts = [part with { Lines = sized }] });
        DispatchedLine[] dispatched =
        [
            .. shipment.Lines.Zip(lines, (line, any) => new DispatchedLine(line.LineId, new Quantity(any.Dispatched))),
        ];
        shipment.Dispatch(Guid.CreateVersion7(), "SF1", null, dispatched, Goods.Now);
        shipment.Deliver(null, "王师傅", Goods.Now);
        return shipment;
    }

    static InspectedLine[] Found(Shipment shipment, AnyLine[] lines) =>
    [
        .. shipment.Lines.Zip(lines, (line, any) => new InspectedLine(
            line.LineId,
            new Quantity(any.Accepted),
            new Quantity(any.Short),
            new Quantity(any.Rejected),
            any.Rejected > 0 != any.ReasonIsWrong ? "破损" : null)),
    ];
}
