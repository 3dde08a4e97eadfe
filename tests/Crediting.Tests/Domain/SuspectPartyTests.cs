using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Xunit;

namespace Marketplace.Crediting.Tests.Domain;

/// <summary>Which sales a suspicion holds (CR-17).</summary>
public sealed class SuspectPartyTests
{
    const string Raiser = "/330000/330200/330211/";
    const string Elsewhere = "/310000/310107/";
    const string Origin = "/510000/513400/513430/";

    [Theory]
    [InlineData(Raiser, Origin, true)]
    [InlineData(Elsewhere, Origin, false)]
    [InlineData(Elsewhere, Raiser, true)]
    // The region of the raiser has moved to another city since.
    [InlineData("/330000/330900/330211/", Origin, true)]
    // What lies in the region of the raiser.
    [InlineData("/330000/330200/330211/330211-zone/", Origin, true)]
    public void A_region_that_only_trades_with_the_party_holds_its_own_sales(string unitPath, string originPath, bool isHeld) =>
        Assert.Equal(isHeld, Suspicion(isOfAllSales: false).Holds(Examples.Day("2024-05-10"), unitPath, originPath));

    [Theory]
    [InlineData("2024-04-30", false)]
    [InlineData("2024-05-01", true)]
    [InlineData("2024-05-31", true)]
    [InlineData("2024-06-01", false)]
    public void It_holds_from_its_day_until_it_is_cleared(string day, bool isHeld)
    {
        var suspicion = Suspicion(isOfAllSales: true);
        suspicion.Clear(Examples.Day("2024-06-01"), "official", "已查实");

        Assert.Equal(isHeld, suspicion.Holds(Examples.Day(day), Elsewhere, Origin));
    }

    static SuspectParty Suspicion(bool isOfAllSales) => new()
    {
        SuspicionId = Guid.CreateVersion7(),
        PartyId = Guid.CreateVersion7(),
        From = Examples.Day("2024-05-01"),
        Reason = "举报核查",
        RaisedBy = "official-330211",
        RaisedFor = Raiser,
        IsOfAllSales = isOfAllSales,
    };
}
