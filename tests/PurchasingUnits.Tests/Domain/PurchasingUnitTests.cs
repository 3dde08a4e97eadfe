using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Domain;

public sealed class PurchasingUnitTests
{
    static readonly RegionPath Zhenhai = new("/330000/330200/330211/");
    static readonly RegionPath Yinzhou = new("/330000/330200/330212/");

    [Fact]
    public void A_unit_below_a_central_one_is_central_however_deep_it_lies()
    {
        var ministry = Unit(isCentralBudget: true);
        var office = Unit(ministry);
        var branch = Unit(office);

        Assert.Equal((true, false, true), (branch.IsCentral, branch.IsCentralBudget, office.IsCentral));
        Assert.Equal($"/{ministry.Id}/{office.Id}/{branch.Id}/", branch.UnitPath);
    }

    [Fact]
    public void Moving_a_unit_moves_what_lies_below_and_tells_who_became_central_or_ceased_to_be()
    {
        var ministry = Unit(isCentralBudget: true);
        var (group, office) = (Unit(), Unit(isCentralBudget: true));
        var below = new[] { Unit(group), Unit(group), Unit(group, isCentralBudget: true) };
        var deepest = Unit(below[0]);
        PurchasingUnit[] subtree = [deepest, .. below];

        var becameCentral = group.MoveUnder(ministry, subtree);

        Assert.Equal(new[] { below[0], below[1], deepest }.Select(unit => unit.Id).Order(), becameCentral.Select(unit => unit.Id).Order());
        Assert.All(becameCentral, unit => Assert.Equal((true, 2L), (unit.IsCentral, unit.Version)));
        Assert.Equal(1, below[2].Version);
        Assert.Equal($"/{ministry.Id}/{group.Id}/{below[0].Id}/{deepest.Id}/", deepest.UnitPath);

        Assert.Empty(group.MoveUnder(office, subtree));
        Assert.Equal(3, group.MoveUnder(null, subtree).Count);
        Assert.Equal((false, true), (deepest.IsCentral, below[2].IsCentral));
        Assert.Equal($"/{group.Id}/{below[0].Id}/{deepest.Id}/", deepest.UnitPath);
    }

    [Fact]
    public void A_unit_cannot_hang_below_itself()
    {
        var top = Unit();
        var below = Unit(top);

        Assert.True(top.IsAbove(top));
        Assert.True(top.IsAbove(below));
        Assert.False(below.IsAbove(top));
        Assert.Throws<InvalidOperationException>(() => top.MoveUnder(below, [below]));
        Assert.Throws<InvalidOperationException>(() => top.MoveUnder(top, [below]));
    }

    [Fact]
    public void The_tree_has_room_for_sixteen_levels()
    {
        var chain = new List<PurchasingUnit> { Unit() };
        while (chain[^1].HasRoomFor(levels: 1))
        {
            chain.Add(Unit(chain[^1]));
        }

        Assert.Equal(PurchasingUnit.DepthMax, chain.Count);
        Assert.Equal(3, chain[^3].LevelsWith(chain[^2..]));
        Assert.True(chain[0].HasRoomFor(15));
        Assert.False(chain[0].HasRoomFor(16));
    }

    [Fact]
    public void A_new_affiliation_ends_the_latest_on_the_day_from_which_it_holds()
    {
        var unit = Unit();

        unit.Affiliate(Stay(Yinzhou, new DateOnly(2024, 7, 1)));

        Assert.Equal(
            [("330211", new DateOnly(2020, 1, 1), new DateOnly(2024, 7, 1)), ("330212", new DateOnly(2024, 7, 1), (DateOnly?)null)],
            unit.Affiliations.Select(affiliation => (affiliation.RegionId, affiliation.ValidFrom, affiliation.ValidTo)));
        Assert.Equal(2, unit.Version);
        Assert.False(unit.CanAffiliateFrom(new DateOnly(2024, 7, 1)));
        Assert.Throws<InvalidOperationException>(() => unit.Affiliate(Stay(Zhenhai, new DateOnly(2023, 1, 1))));
    }

    static PurchasingUnit Unit(PurchasingUnit? parent = null, bool isCentralBudget = false) => PurchasingUnit.Register(
        Guid.CreateVersion7(),
        "单位",
        UnitKind.GovernmentOrgan,
        isCentralBudget ? BudgetLevel.Central : null,
        isPairingDesignated: false,
        parent,
        Stay(Zhenhai, new DateOnly(2020, 1, 1)),
        SharedUnits.Now);

    static IReadOnlyList<RegisteredAffiliation> Stay(RegionPath region, DateOnly from) =>
        new RegionAtlas(new Dictionary<string, string?> { ["330211"] = "330200", ["330212"] = "330200", ["330200"] = "330000" }, [])
            .Between(region.RegionId, from, null);
}
