using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Xunit;

namespace Marketplace.Ordering.Tests.Domain;

/// <summary>Within how many days of the delivery a supplier is to be paid.</summary>
public sealed class PaymentTermsTests
{
    // In Asia/Shanghai it is the 21st already.
    static readonly DateTimeOffset Delivered = new(2026, 11, 20, 16, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(UnitKind.GovernmentOrgan, "2026-12-21")]
    [InlineData(UnitKind.PublicInstitution, "2026-12-21")]
    [InlineData(UnitKind.School, "2026-12-21")]
    [InlineData(UnitKind.Hospital, "2026-12-21")]
    [InlineData(UnitKind.TradeUnion, "2026-12-21")]
    [InlineData(UnitKind.StateEnterprise, "2027-01-20")]
    [InlineData(UnitKind.PrivateEnterprise, "2027-01-20")]
    [InlineData(UnitKind.MarketParticipant, "2027-01-20")]
    [InlineData(null, "2026-12-21")]
    public void It_is_due_by_the_legal_period_of_the_buyers_kind_and_by_the_shorter_when_that_is_not_known(UnitKind? kind, string dueOn) =>
        Assert.Equal(DateOnly.Parse(dueOn, System.Globalization.CultureInfo.InvariantCulture), new PaymentTerms().DueOn(Delivered, kind));

    [Fact]
    public void A_setting_may_say_less() =>
        Assert.Equal(new DateOnly(2026, 12, 1), new PaymentTerms { PublicDays = 10 }.DueOn(Delivered, UnitKind.School));
}
