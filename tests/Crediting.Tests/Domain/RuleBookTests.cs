using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Xunit;

namespace Marketplace.Crediting.Tests.Domain;

/// <summary>The cases of the rule book that concern matching, validity, origin and amounts, by their numbers.</summary>
public sealed class RuleBookTests
{
    /// <summary>CR-08.</summary>
    [Fact]
    public void EC_01_A_school_of_Zhenhai_buying_Jinyang_pepper_is_credited_at_every_tier()
    {
        var line = RuleBookScenario.Line(unit: "330211", origin: "513430", yuan: "4651.30");

        Assert.Equal(4_651_30, Money.Of(Quantity.Of(120.5m), UnitPrice.FromYuan(38.60m)).Fen);
        Assert.Equal("P F01, C F02, K F03", RuleBookScenario.CreditedTo(line));
        Assert.All(Posted(line), entry => Assert.Equal(
            (4_651_30, CreditMode.DirectPurchase, EntryType.Original), (entry.AmountFen, entry.Mode, entry.EntryType)));
    }

    [Fact]
    public void EC_02_A_county_paired_with_another_earns_the_tiers_above_only()
    {
        var line = RuleBookScenario.Line(unit: "330281", origin: "513430");

        Assert.Equal("P F01, C F02", RuleBookScenario.CreditedTo(line));
        Assert.Equal(CreditReason.NoPairing, RuleBookScenario.Reason(line, Scheme.EastWest, PairingTier.County));
    }

    [Fact]
    public void EC_03_A_city_paired_with_another_earns_the_province_only() =>
        Assert.Equal("P F01", RuleBookScenario.CreditedTo(RuleBookScenario.Line(unit: "330212", origin: "510824")));

    [Fact]
    public void EC_05_Putuo_in_Shanghai_is_not_Putuo_in_Zhoushan()
    {
        var line = RuleBookScenario.Line(unit: "310107", origin: "511781", yuan: "8000.00");

        Assert.Equal("–", RuleBookScenario.CreditedTo(line));
        Assert.Equal(CreditOutcome.Unpaired, RuleBookScenario.Reason(line, Scheme.EastWest, PairingTier.County).Outcome);
        Assert.Equal("P F01, K F08", RuleBookScenario.CreditedTo(RuleBookScenario.Line(unit: "330903", origin: "511781")));
    }

    /// <summary>CR-05.</summary>
    [Fact]
    public void EC_09_Goods_that_stay_in_the_province_of_their_origin_earn_nothing()
    {
        var line = RuleBookScenario.Line(unit: "441900", origin: "520628", delivered: "520100");

        Assert.Equal("–", RuleBookScenario.CreditedTo(line));
        Assert.Equal(CreditReason.DeliveredInOriginProvince, RuleBookScenario.Reason(line, Scheme.EastWest, PairingTier.Province));
        Assert.Equal("CR-05e", CreditReason.DeliveredInOriginProvince.Rule);
    }

    [Fact]
    public void EC_10_Where_else_the_goods_go_does_not_matter() =>
        Assert.Equal(
            "P F11, C F18", RuleBookScenario.CreditedTo(RuleBookScenario.Line(unit: "441900", origin: "520628", delivered: "110105")));

    /// <summary>CR-08.</summary>
    [Fact]
    public void EC_11_A_zone_that_is_a_party_is_matched_by_its_own_units_only()
    {
        Assert.Equal("P F15, K F16", RuleBookScenario.CreditedTo(RuleBookScenario.Line(unit: Places.Zone, origin: "610926")));
        Assert.Equal("P F15", RuleBookScenario.CreditedTo(RuleBookScenario.Line(unit: "320412", origin: "610926")));
    }

    [Fact]
    public void A_zone_that_is_a_party_is_no_part_of_its_host_but_of_what_the_host_lies_in()
    {
        var ofHost = FixturePairings.Between("320412", "610000", PairingTier.County);
        var ofCity = FixturePairings.Between("320400", "610900", PairingTier.City);
        var pairings = new Pairings([.. FixturePairings.All.Append(ofHost).Append(ofCity).Select(FixturePairings.Of)]);
        var byZone = RuleBookScenario.Judge(RuleBookScenario.Line(unit: Places.Zone, origin: "610926"), pairings);
        var byHost = RuleBookScenario.Judge(RuleBookScenario.Line(unit: "320412", origin: "610926"), pairings);

        Assert.Equal(FixturePairings.Id("F16"), At(byZone, PairingTier.County)?.Id);
        Assert.Equal(ofCity.PairingId, At(byZone, PairingTier.City)?.Id);
        Assert.Equal(ofHost.PairingId, At(byHost, PairingTier.County)?.Id);
        Assert.Null(At(RuleBookScenario.Judge(RuleBookScenario.Line(unit: Places.Zone, origin: "610825"), pairings), PairingTier.County));
    }

    [Fact]
    public void A_zone_that_is_no_party_is_a_part_of_its_host()
    {
        var ofHost = FixturePairings.Between("320412", "610926");

        var decisions = RuleBookScenario.Judge(
            RuleBookScenario.Line(unit: Places.Zone, origin: "610926"), new Pairings([FixturePairings.Of(ofHost)]));

        Assert.Equal(ofHost.PairingId, At(decisions, PairingTier.County)?.Id);
    }

    /// <summary>CR-08.</summary>
    [Fact]
    public void EC_13_Two_pairings_that_match_equally_well_hold_the_line()
    {
        var again = FixturePairings.Between("330211", "513430");
        var pairings = new Pairings([.. FixturePairings.All.Append(again).Select(FixturePairings.Of)]);
        var line = RuleBookScenario.Line();

        // A held line has no entries at any tier (CR-17).
        Assert.Equal("–", RuleBookScenario.CreditedTo(line, pairings));
        var reason = RuleBookScenario.Reason(line, Scheme.EastWest, PairingTier.County, pairings);
        Assert.Equal((CreditReason.AmbiguousPairing, CreditOutcome.Held), (reason, reason.Outcome));
    }

    [Fact]
    public void The_deepest_eastern_party_goes_before_the_deepest_western_one()
    {
        var byCity = FixturePairings.Between("330200", "513430", PairingTier.County);
        var byCounty = FixturePairings.Between("330211", "513400", PairingTier.County);
        var pairings = new Pairings([FixturePairings.Of(byCity), FixturePairings.Of(byCounty)]);

        Assert.Equal(byCounty.PairingId, At(RuleBookScenario.Judge(RuleBookScenario.Line(), pairings), PairingTier.County)?.Id);
        Assert.Equal(byCity.PairingId, At(RuleBookScenario.Judge(RuleBookScenario.Line(unit: "330212"), pairings), PairingTier.County)?.Id);
    }

    /// <summary>CR-08.</summary>
    [Fact]
    public void EC_14_East_to_west_is_recorded_as_reverse_flow()
    {
        Assert.Equal("–", RuleBookScenario.CreditedTo(RuleBookScenario.Line(unit: "610825", origin: "321023")));
        Assert.Equal(
            CreditReason.ReverseFlow,
            RuleBookScenario.Reason(RuleBookScenario.Line(unit: "610825", origin: "321023"), Scheme.EastWest, PairingTier.Province));
        Assert.Equal(
            CreditReason.ReverseFlow, RuleBookScenario.Reason(
                RuleBookScenario.Line(unit: "610825", origin: "321023", isRecognised: false), Scheme.EastWest, PairingTier.Province));
    }

    [Fact]
    public void EC_15_A_province_without_pairing_is_unpaired() =>
        Assert.Equal(
            CreditReason.NoPairing,
            RuleBookScenario.Reason(RuleBookScenario.Line(unit: "330106", origin: "653221"), Scheme.EastWest, PairingTier.Province));

    /// <summary>CR-09.</summary>
    [Theory]
    [InlineData("2021-03-20", "2021-04-15", "P F09, C F10", CreditReason.PairingInTransition)]
    [InlineData("2021-03-31", "2021-06-30", "P F09, C F10", CreditReason.PairingInTransition)]
    [InlineData("2021-03-20", "2021-07-01", "–", CreditReason.PairingNotValid)]
    [InlineData("2021-04-02", "2021-04-15", "–", CreditReason.PairingNotValid)]
    [InlineData("2021-03-20", "2021-03-31", "P F09, C F10", CreditReason.PairingMatched)]
    public void EC_16_and_17_An_ended_pairing_takes_what_was_confirmed_before_until_the_transition_is_over(
        string confirmed, string accepted, string creditedTo, CreditReason reason)
    {
        var line = RuleBookScenario.Line(unit: "330106", origin: "522630", yuan: "20000.00", confirmed: confirmed, accepted: accepted);

        Assert.Equal(creditedTo, RuleBookScenario.CreditedTo(line));
        Assert.Equal(reason, RuleBookScenario.Reason(line, Scheme.EastWest, PairingTier.Province));
    }

    [Fact]
    public void The_ended_pairing_goes_before_a_new_one_of_the_same_parties()
    {
        var successor = FixturePairings.Between("330100", "522600", PairingTier.City, from: "2021-04-01");
        var pairings = new Pairings([.. FixturePairings.All.Append(successor).Select(FixturePairings.Of)]);
        var confirmedBefore = RuleBookScenario.Line(unit: "330106", origin: "522630", confirmed: "2021-03-20", accepted: "2021-04-15");
        var confirmedAfter = RuleBookScenario.Line(unit: "330106", origin: "522630", confirmed: "2021-04-02", accepted: "2021-04-15");

        Assert.Equal(FixturePairings.Id("F10"), At(RuleBookScenario.Judge(confirmedBefore, pairings), PairingTier.City)?.Id);
        Assert.Equal(successor.PairingId, At(RuleBookScenario.Judge(confirmedAfter, pairings), PairingTier.City)?.Id);
    }

    /// <summary>CR-01.</summary>
    [Theory]
    [InlineData("2024-12-31T15:59:59Z", "2024-12-31", "2024-12")]
    [InlineData("2024-12-31T16:00:00Z", "2025-01-01", "2025-01")]
    public void EC_20_The_recognition_date_is_the_day_in_Shanghai(string instant, string day, string period)
    {
        var line = RuleBookScenario.Line(acceptedAt: DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(Examples.Day(day), line.RecognitionDate);
        Assert.All(Posted(line), entry => Assert.Equal((period, line.RecognitionDate), (entry.PostingPeriod, entry.RecognitionDate)));
    }

    /// <summary>CR-16.</summary>
    [Fact]
    public void EC_24_A_credit_of_a_closed_month_is_late_and_keeps_its_recognition_date()
    {
        var line = RuleBookScenario.Line(confirmed: "2024-02-01", accepted: "2024-02-05", yuan: "30000.00");

        var entries = Posted(line, new PostingMonths(new Month(2024, 4)));

        Assert.All(entries, entry => Assert.Equal(
            (EntryType.Late, "2024-04", new DateOnly(2024, 2, 5)), (entry.EntryType, entry.PostingPeriod, entry.RecognitionDate)));
        Assert.Equal(3, entries.Count);
    }

    /// <summary>CR-05.</summary>
    [Fact]
    public void EC_27_The_certificate_must_be_valid_on_the_day_of_confirmation()
    {
        var expiring = Examples.Certified with { ValidUntil = new DateOnly(2024, 6, 30) };
        var before = RuleBookScenario.Line(confirmed: "2024-06-28", accepted: "2024-07-05", recognition: expiring);
        var after = RuleBookScenario.Line(confirmed: "2024-07-01", accepted: "2024-07-05", recognition: expiring);

        Assert.Equal("P F01, C F02, K F03", RuleBookScenario.CreditedTo(before));
        Assert.Equal("–", RuleBookScenario.CreditedTo(after));
        var reason = RuleBookScenario.Reason(after, Scheme.EastWest, PairingTier.County);
        Assert.Equal((CreditOutcome.NotEligible, "CR-05b"), (reason.Outcome, reason.Rule));
    }

    [Fact]
    public void The_last_day_of_a_certificate_counts_in_Shanghai()
    {
        var expiring = Examples.Certified with { ValidUntil = new DateOnly(2024, 5, 8) };

        Assert.Equal(
            "P F01, C F02, K F03", RuleBookScenario.CreditedTo(RuleBookScenario.Line(confirmed: "2024-05-08", recognition: expiring)));
    }

    /// <summary>CR-06.</summary>
    [Fact]
    public void EC_28_A_central_unit_earns_nothing_by_its_location()
    {
        var line = RuleBookScenario.Line(unit: "110105", origin: "150125", yuan: "50000.00", isCentral: true);

        Assert.Equal("–", RuleBookScenario.CreditedTo(line));
        Assert.Equal(CreditReason.CentralUnit, RuleBookScenario.Reason(line, Scheme.EastWest, PairingTier.Province));
    }

    /// <summary>CR-06.</summary>
    [Fact]
    public void EC_30_A_branch_of_a_central_unit_counts_for_its_location_only_if_the_rule_owner_says_so()
    {
        var line = RuleBookScenario.Line(unit: "330203", origin: "513430", isCentral: true);

        Assert.Equal("–", RuleBookScenario.CreditedTo(line));
        Assert.Equal(
            "P F01, C F02", RuleBookScenario.CreditedTo(line, parameters: new RuleParameters { CentralUnitsCountForLocation = true }));
    }

    /// <summary>CR-10.</summary>
    [Fact]
    public void EC_31_A_designated_unit_is_flagged_and_not_another_scheme()
    {
        var line = RuleBookScenario.Line(unit: "110109", origin: "150125", yuan: "20000.00", isDesignated: true);

        Assert.Equal("P F13, K F14", RuleBookScenario.CreditedTo(line));
        Assert.All(Posted(line), entry => Assert.Equal(CreditMarks.Designated, entry.Flags));
    }

    /// <summary>CR-04.</summary>
    [Fact]
    public void EC_41_Goods_without_recognition_are_unattributed()
    {
        var line = RuleBookScenario.Line(unit: "330110", origin: "510822", isRecognised: false);

        Assert.Equal("–", RuleBookScenario.CreditedTo(line));
        Assert.All(
            RuleBookScenario.Judge(line, FixturePairings.Known()),
            decision => Assert.Equal(CreditOutcome.Unattributed, decision.Reason.Outcome));
    }

    [Fact]
    public void Goods_of_no_eligible_category_are_not_eligible() =>
        Assert.Equal(
            CreditReason.CategoryNotEligible,
            RuleBookScenario.Reason(RuleBookScenario.Line(category: ProductCategory.Other), Scheme.EastWest, PairingTier.County));

    [Fact]
    public void Handicraft_is_eligible() =>
        Assert.Equal("P F01, C F02, K F03", RuleBookScenario.CreditedTo(RuleBookScenario.Line(category: ProductCategory.Handicraft)));

    [Fact]
    public void Counterpart_support_is_a_scheme_of_its_own_beside_the_other()
    {
        Assert.Equal("P F01, K F17", RuleBookScenario.CreditedTo(RuleBookScenario.Line(unit: "330106", origin: "513324")));
        Assert.Equal(Scheme.Counterpart, FixturePairings.Message("F17").Scheme);
    }

    [Fact]
    public void A_district_may_be_paired_with_a_prefecture()
    {
        var stored = FixturePairings.Between("310106", "532600", PairingTier.City);

        var decisions = RuleBookScenario.Judge(
            RuleBookScenario.Line(unit: "310106", origin: "532601"), new Pairings([FixturePairings.Of(stored)]));

        Assert.Equal(stored.PairingId, At(decisions, PairingTier.City)?.Id);
    }

    /// <summary>CR-03.</summary>
    [Theory]
    [InlineData("487.35", "5.80", 2_826_63)] // EC-49: half away from zero, not to even.
    [InlineData("3", "0.335", 1_01)] // EC-51
    [InlineData("1234.5", "3.33", 4_110_89)] // EC-52
    [InlineData("510", "5.80", 2_958_00)] // EC-50
    public void Amounts_are_rounded_once_half_away_from_zero(string quantity, string price, long fen) =>
        Assert.Equal(fen, Examples.Line(quantity: quantity, price: price).AcceptedFen);

    /// <summary>CR-02.</summary>
    [Fact]
    public void Nothing_accepted_earns_nothing() =>
        Assert.Equal(
            CreditReason.NothingAccepted,
            RuleBookScenario.Reason(RuleBookScenario.Line(yuan: "0.00"), Scheme.EastWest, PairingTier.County));

    [Fact]
    public void Every_reason_names_its_rule_and_speaks_both_languages() =>
        Assert.All(Enum.GetValues<CreditReason>(), reason =>
        {
            Assert.Matches("^CR-(0[1-9]|1[0-9]|2[0-5])[a-g]?$", reason.Rule);
            Assert.NotEmpty(reason.Words.Zh);
            Assert.NotEmpty(reason.Words.En);
        });

    static Holder? At(IEnumerable<TierDecision> decisions, PairingTier tier) =>
        decisions.Single(decision => decision.Scheme == Scheme.EastWest && decision.Tier == tier).Holder;

    static List<CreditEntry> Posted(SaleLine line, PostingMonths? months = null) =>
        RuleBookScenario.Post(line, FixturePairings.Known(), months);
}
