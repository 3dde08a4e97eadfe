using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Identity;
using Xunit;

namespace Marketplace.AllInOne.Tests.Demo;

public sealed class ScriptTests
{
    [Fact]
    public void Everybody_who_acts_is_in_the_cast_and_has_an_organisation()
    {
        var actors = DemoSteps.Sellers.Select(seller => seller.Identity)
            .Concat(DemoSteps.Buyers.SelectMany(buyer => new[] { buyer.Identity, DemoCast.ApproverOf(buyer.Identity) }))
            .Concat(Goods.All.Select(good => good.Seller))
            .Concat([DemoSteps.SouthWest.Identity, DemoSteps.North.Identity])
            .Concat(DemoSteps.Purchases.Select(purchase => purchase.Buyer))
            .Append(DemoCast.Steward);
        Assert.All(actors, name => Assert.NotNull(DemoCast.Named(name).Org));
    }

    [Fact]
    public void Each_unit_supplier_and_carrier_has_an_official_who_confirms_it()
    {
        var regions = DemoSteps.Sellers.Select(seller => seller.RegisteredIn)
            .Concat(DemoSteps.Buyers.Select(buyer => buyer.Region))
            .Concat([DemoSteps.SouthWest.Region, DemoSteps.North.Region]).ToHashSet();
        Assert.All(regions, region => Assert.Equal(region, DemoCast.Named(DemoCast.OfficeOf(region)).Region));
        Assert.Superset(new HashSet<string> { "330211", "513430" }, regions);
    }

    [Fact]
    public void Nobody_is_in_the_cast_twice_and_no_organisation_has_two_names()
    {
        Assert.Distinct(DemoCast.Everybody.Select(identity => identity.Name));
        Assert.Distinct(DemoCast.Everybody.Where(identity => identity.Role != "approver")
            .Select(identity => identity.Org).Where(org => org is not null));
        Assert.Distinct(Goods.All.Select(good => good.Id));
    }

    [Fact]
    public void Stock_and_budgets_cover_what_is_to_go_through_and_nothing_that_is_to_be_refused()
    {
        foreach (var good in Goods.All)
        {
            var sold = Through().SelectMany(purchase => purchase.Lines).Where(line => line.Good == good).Sum(line => line.Quantity);
            Assert.True(sold <= good.Stock, good.Name);
        }

        foreach (var buyer in DemoSteps.Buyers)
        {
            var spent = Through().Where(purchase => purchase.Buyer == buyer.Identity)
                .SelectMany(purchase => purchase.Lines).Sum(line => line.Ordered.Yuan);
            Assert.True(spent <= buyer.BudgetYuan, buyer.Identity);
        }
    }

    static IEnumerable<Purchase> Through() => DemoSteps.Purchases.Where(purchase => purchase.Refusal is null);
}
