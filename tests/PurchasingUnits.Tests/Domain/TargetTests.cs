using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Domain;

public sealed class TargetTests
{
    static readonly DateOnly NewYear = new(2022, 1, 1);
    static readonly DateOnly July = new(2022, 7, 1);

    [Fact]
    public void Of_the_versions_that_have_begun_the_one_that_began_last_holds()
    {
        // EC-77.
        var target = Target.Open(Guid.CreateVersion7(), TargetMeasure.Sales, 2022);
        target.Set(2_800, NewYear, null, SharedUnits.Now);
        target.Set(3_200, July, null, SharedUnits.Now);

        Assert.Equal((2_800L, 3_200L), (target.On(July.AddDays(-1))!.AmountFen, target.On(July)!.AmountFen));
        Assert.Null(target.On(NewYear.AddDays(-1)));
    }

    [Fact]
    public void A_correction_of_the_first_half_leaves_the_second_as_it_is()
    {
        var target = Target.Open(Guid.CreateVersion7(), TargetMeasure.Sales, 2022);
        target.Set(2_800, NewYear, null, SharedUnits.Now);
        target.Set(3_200, July, null, SharedUnits.Now);

        Assert.Equal(3, target.Set(2_900, NewYear, "更正", SharedUnits.Now)!.Number);
        Assert.Null(target.Set(2_900, NewYear, "更正", SharedUnits.Now));

        Assert.Equal((2_900L, 3_200L, 3L), (target.On(NewYear)!.AmountFen, target.On(July)!.AmountFen, target.Version));
    }
}
