using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Domain;

public sealed class PairingTests
{
    static readonly DateOnly Start = new(2021, 1, 1);

    [Fact]
    public void Two_pairings_of_the_same_parties_overlap_exactly_when_they_share_a_day()
    {
        var days = Gen.Choose(0, 12);
        var period = days.SelectMany(from => Gen.Choose(1, 6).Select(length => (From: from, To: length == 6 ? (int?)null : from + length)));
        Prop.ForAll(period.Two().ToArbitrary(), periods =>
        {
            var (one, other) = (periods.Item1, periods.Item2);
            var sharesADay = Enumerable.Range(0, 40).Any(day => Holds(one, day) && Holds(other, day));
            return Between(one).Overlaps(Between(other)) == sharesADay && Between(other).Overlaps(Between(one)) == sharesADay;
        }).QuickCheckThrowOnFailure();

        static bool Holds((int From, int? To) period, int day) => period.From <= day && (period.To is null || day < period.To);

        static Pairing Between((int From, int? To) period) =>
            Of("330211", "513430", Start.AddDays(period.From), period.To is { } to ? Start.AddDays(to) : null);
    }

    [Fact]
    public void Another_scheme_tier_or_party_is_another_pairing()
    {
        var pairing = Of("330211", "513430", Start);

        Assert.True(pairing.Overlaps(Of("330211", "513430", Start)));
        Assert.False(pairing.Overlaps(Of("330212", "513430", Start)));
        Assert.False(pairing.Overlaps(Of("330211", "513431", Start)));
        Assert.False(pairing.Overlaps(Of("330211", "513430", Start, scheme: Scheme.Counterpart)));
        Assert.False(pairing.Overlaps(Of("330211", "513430", Start, tier: PairingTier.City)));
    }

    [Fact]
    public void A_pairing_follows_the_reference_list_until_people_revise_it()
    {
        var pairing = Of("330211", "513430", Start, followsReference: true);
        var ended = new Pairing.Terms(Start.AddYears(5), null, "adjusted");

        Assert.False(pairing.Follow(new Pairing.Terms(null, null, null)));
        Assert.True(pairing.Follow(ended));
        Assert.False(pairing.Follow(ended));
        pairing.Revise(new Pairing.Terms(null, null, "甬协作办〔2026〕3号"));
        Assert.False(pairing.Follow(ended));

        Assert.Equal((3, null, "甬协作办〔2026〕3号"), (pairing.Version, pairing.ValidTo, pairing.SourceDocument));
    }

    static Pairing Of(
        string east,
        string west,
        DateOnly from,
        DateOnly? to = null,
        Scheme scheme = Scheme.EastWest,
        PairingTier tier = PairingTier.County,
        bool followsReference = false) => Pairing.Register(
            Guid.CreateVersion7(), scheme, tier, RegionOf(east), RegionOf(west), from, new Pairing.Terms(to, null, null), followsReference);

    static Region RegionOf(string id) => new() { Id = id, Version = 1, Code = id, Name = id, Level = RegionLevel.County, Path = $"/{id}/" };
}
