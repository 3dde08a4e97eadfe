using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Xunit;

namespace Marketplace.Crediting.Tests.Domain;

/// <summary>A line that overdraws its batches is split, and nothing is lost by it (CR-14).</summary>
public sealed class SaleLineSplitProperties
{
    [Fact]
    public void Both_parts_together_are_the_line_and_each_takes_from_the_batches_what_it_is_said_to() => Prop.ForAll(
        (from fen in Gen.Choose(0, 5_000_000)
         from batches in Gen.Choose(1, 4)
         from seed in Gen.Choose(0, int.MaxValue)
         select (fen, batches, seed)).ToArbitrary(),
        any =>
        {
            var random = new Random(any.seed);
            var line = Line(random, any.fen, any.batches);
            var whole = (line.AmountFen, line.NetFen, line.ShareQuantity, line.PartQuantity);
            var subsidised = line.SubsidisedFen;
            var taken = line.TakenFromBatches();
            long[] covered = [.. taken.Select(most => random.NextInt64(most + 1))];
            if (covered.Sum() == 0 || covered.Sum() == taken.Sum())
            {
                return;
            }

            var rest = Assert.Single(SaleLine.Split([line], covered));

            Assert.Equal(
                whole,
                (
                    line.AmountFen + rest.AmountFen,
                    line.NetFen + rest.NetFen,
                    line.ShareQuantity + rest.ShareQuantity,
                    line.PartQuantity + rest.PartQuantity));
            Assert.Equal(subsidised, line.SubsidisedFen + rest.SubsidisedFen);
            Assert.All((SaleLine[])[line, rest], part => Assert.InRange(part.SubsidisedFen, 0, part.AmountFen));
            Assert.Equal((1, 2, 1, 2, 2, 2), (line.ShareNo, rest.ShareNo, line.PartNo, rest.PartNo, line.Shares, rest.Shares));
            Assert.Equal(covered.Where(quantity => quantity > 0), line.TakenFromBatches());
            Assert.Equal(taken.Zip(covered, (all, some) => all - some).Where(quantity => quantity > 0), rest.TakenFromBatches());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Returns_in_any_steps_free_all_that_the_line_took() => Prop.ForAll(
        (from fen in Gen.Choose(1, 1_000_000)
         from seed in Gen.Choose(0, int.MaxValue)
         select (fen, seed)).ToArbitrary(),
        any =>
        {
            var random = new Random(any.seed);
            var line = Line(random, any.fen, batches: 3);
            var left = line.Accepted.Thousandths;
            while (left > 0)
            {
                var back = Math.Min(left, 1 + random.NextInt64(line.Accepted.Thousandths));
                line.TakeGoodsBack(new Quantity(back));
                left -= back;
                Assert.Equal(left, line.TakenFromBatches().Sum());
            }
        }).QuickCheckThrowOnFailure();

    static SaleLine Line(Random random, int fen, int batches) => RuleBookScenario.Line(
        yuan: (fen / 100m).ToString(System.Globalization.CultureInfo.InvariantCulture),
        subsidisedFen: random.NextInt64(fen + 1),
        batches: [.. Enumerable.Range(0, batches)
            .Select(_ => new BatchPart(Guid.CreateVersion7(), new Quantity(1 + random.NextInt64(1_000_000))))]);
}
