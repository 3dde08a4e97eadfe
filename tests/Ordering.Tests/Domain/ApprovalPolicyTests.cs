using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Xunit;

namespace Marketplace.Ordering.Tests.Domain;

/// <summary>Which steps the rules of a policy ask for.</summary>
public sealed class ApprovalPolicyTests
{
    static readonly Guid Chief = Guid.CreateVersion7();
    static readonly Guid Vice = Guid.CreateVersion7();
    static readonly Guid Supplier = Guid.CreateVersion7();
    static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    [Fact]
    public void Each_post_is_asked_once_at_its_first_place_and_for_the_shorter_time()
    {
        var policy = Policy(Rule("一", 1_00, (Chief, 48)), Rule("二", 5_00, (Chief, 24), (Vice, null)), Rule("三", 9_00, (Vice, 8)));

        Assert.Empty(policy.StepsFor([Need(99)], Nothing));
        Assert.Equal([(Chief, 48)], Steps(policy, Need(4_99)));
        Assert.Equal([(Chief, 24), (Vice, null)], Steps(policy, Need(5_00)));
        Assert.Equal([(Chief, 24), (Vice, 8)], Steps(policy, Need(9_00)));
    }

    [Fact]
    public void A_rule_that_split_orders_avoid_adds_its_steps_as_lifted()
    {
        var policy = Policy(Rule("一", 1_00, (Chief, null)), Rule("二", 5_00, (Chief, null), (Vice, null)));

        var steps = policy.StepsFor([Need(3_00)], new HashSet<string> { "二" });

        Assert.Equal([(Chief, false), (Vice, true)], steps.Select(step => (step.PostId, step.IsLifted)));
        Assert.Equal(["一", "二"], steps[0].Rules);
    }

    [Fact]
    public void A_rule_counts_only_the_goods_that_it_is_about()
    {
        var rule = Rule("茶", 5_00, (Chief, null)) with
        {
            Categories = [ProductCategory.Tea],
            SupplierIds = [Supplier],
            OutsidePartnerRegion = true,
        };
        OrderNeed tea = Need(4_00, ProductCategory.Tea, isOutside: true), more = Need(1_00, ProductCategory.Tea, isOutside: true);

        Assert.True(rule.AppliesTo([tea, more]));
        Assert.False(rule.AppliesTo([tea, Need(1_00, ProductCategory.Tea)]));
        Assert.False(rule.AppliesTo([tea, Need(1_00, ProductCategory.Grain, isOutside: true)]));
        Assert.False((rule with { SupplierIds = [Chief] }).AppliesTo([tea, more]));
        Assert.True((rule with { AmountFromFen = null }).AppliesTo([Need(0, ProductCategory.Tea, isOutside: true)]));
    }

    [Fact]
    public void Nobody_gets_a_post_by_themselves_nor_keeps_it_longer()
    {
        var day = new DateOnly(2026, 11, 20);
        var held = new Post.Holder { Subject = "甲", From = day, Until = day.AddDays(10) };

        Assert.True(Post.Favours("甲", [held], []));
        Assert.True(Post.Favours("甲", [held with { Until = null }], [held]));
        Assert.True(Post.Favours("甲", [held with { From = day.AddDays(-1) }], [held]));
        Assert.False(Post.Favours("甲", [held], [held]));
        Assert.False(Post.Favours("甲", [held with { Until = day.AddDays(3) }, held with { Subject = "乙" }], [held]));
        Assert.False(Post.Favours("甲", [], [held]));
    }

    static IEnumerable<(Guid, int?)> Steps(ApprovalPolicy policy, OrderNeed need) =>
        policy.StepsFor([need], Nothing).Select(step => (step.PostId, step.WithinHours));

    static ApprovalPolicy Policy(params ApprovalRule[] rules) => new()
    {
        UnitId = Supplier,
        Version = 1,
        ValidFrom = DateOnly.MinValue,
        Rules = rules,
        SplittingDays = 14,
        FiledBy = "filer",
        FiledByUnitId = Supplier,
        FiledAt = OrderingFixture.Noon,
    };

    static ApprovalRule Rule(string name, long fromFen, params (Guid PostId, int? Hours)[] steps) => new()
    {
        Name = name,
        AmountFromFen = fromFen,
        Steps = [.. steps.Select(step => new ApprovalRule.Step { PostId = step.PostId, WithinHours = step.Hours })],
    };

    static OrderNeed Need(long fen, ProductCategory category = ProductCategory.Grain, bool isOutside = false) => new()
    {
        UnitId = Supplier,
        OrderId = Supplier,
        Number = 1,
        SubmittedAt = OrderingFixture.Noon,
        SupplierId = Supplier,
        Category = category,
        IsOutsidePartnerRegion = isOutside,
        Amount = new Money(fen),
    };
}
