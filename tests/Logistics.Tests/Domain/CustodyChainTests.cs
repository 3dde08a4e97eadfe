using FsCheck;
using FsCheck.Fluent;
using Marketplace.Logistics.Domain;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

public sealed class CustodyChainTests
{
    static readonly DateTimeOffset Begins = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    static readonly Guid Supplier = Guid.CreateVersion7();
    static readonly Guid Carrier = Guid.CreateVersion7();
    static readonly Guid Buyer = Guid.CreateVersion7();

    [Fact]
    public void Custody_passes_from_hand_to_hand_and_a_whole_chain_has_no_gaps()
    {
        var chain = Of(
            Scan(CustodyAct.HandedOver, Supplier, 1), Scan(CustodyAct.TakenOver, Carrier, 1), Scan(CustodyAct.HandedOver, Carrier, 9),
            Scan(CustodyAct.TakenOver, Buyer, 9));
        Assert.Empty(chain.Gaps);
        Assert.Equal([Supplier, Carrier, Buyer], chain.Periods.Select(period => period.HolderId));
        Assert.Equal(Carrier, chain.HolderAt(Begins.AddHours(5)).HolderId);
        Assert.Equal(Supplier, chain.HolderAt(Begins.AddHours(-5)).HolderId);
    }

    [Fact]
    public void Whoever_gave_goods_up_answers_for_them_until_another_takes_them_over()
    {
        var chain = Of(Scan(CustodyAct.TakenOver, Carrier, 1), Scan(CustodyAct.HandedOver, Carrier, 5));
        Assert.Equal(Carrier, chain.HolderAt(Begins.AddHours(7)).HolderId);
        Assert.Equal([CustodyGapKind.NotGiven, CustodyGapKind.NotTakenOver], chain.Gaps.Select(gap => gap.Kind));
    }

    [Fact]
    public void Packages_that_are_missing_and_goods_that_a_stranger_gives_up_are_named()
    {
        var chain = Of(
            Scan(CustodyAct.HandedOver, Supplier, 1), Scan(CustodyAct.TakenOver, Carrier, 2, packages: 9),
            Scan(CustodyAct.HandedOver, Supplier, 3), Scan(CustodyAct.TakenOver, Buyer, 4, packages: 10));
        Assert.Equal(
            [(CustodyGapKind.PackagesDiffer, 10, 9), (CustodyGapKind.GivenByAnother, null, null)],
            chain.Gaps.Select(gap => (gap.Kind, gap.Before, gap.Now)));
    }

    /// <summary>Whatever is scanned, in whatever order it is recorded: time has no holes, and the chain is the same.</summary>
    [Fact]
    public void Custody_has_no_holes_whatever_is_scanned()
    {
        Guid[] holders = [Supplier, Carrier, Buyer];
        var scans =
            from holder in Gen.Choose(0, 2)
            from hour in Gen.Choose(1, 40)
            from act in Gen.Choose(1, 2)
            from packages in Gen.Choose(9, 10)
            select Scan((CustodyAct)act, holders[holder], hour, packages);
        Prop.ForAll(scans.ListOf().ToArbitrary(), events =>
        {
            var (chain, shuffled) = (Of([.. events]), Of([.. Enumerable.Reverse(events)]));
            Assert.All(chain.Periods.Zip(chain.Periods.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
            Assert.Null(chain.Periods[^1].Until);
            Assert.Equal(events.Count(scan => scan.Act == CustodyAct.TakenOver) + 1, chain.Periods.Count);
            Assert.Equal(chain.Periods, shuffled.Periods);
            Assert.Equal(chain.Gaps, shuffled.Gaps);
        }).QuickCheckThrowOnFailure();
    }

    static CustodyChain Of(params IReadOnlyList<CustodyEvent> events) => CustodyChain.Of(Supplier, Begins, events);

    static CustodyEvent Scan(CustodyAct act, Guid holder, int hour, int packages = 10) => new()
    {
        EventId = Guid.CreateVersion7(),
        ShipmentId = Guid.Empty,
        Act = act,
        By = holder == Supplier ? CustodyHolder.Supplier : holder == Carrier ? CustodyHolder.Carrier : CustodyHolder.Buyer,
        HolderId = holder,
        Packages = packages,
        Condition = GoodsCondition.Good,
        StatedAt = Begins.AddHours(hour),
        RecordedAt = Begins.AddHours(hour + 1),
        RecordedBy = "someone",
    };
}
