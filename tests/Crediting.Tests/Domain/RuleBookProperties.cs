using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Xunit;

namespace Marketplace.Crediting.Tests.Domain;

/// <summary>What holds for every sale under every registry (invariants of the rule book, CR-08).</summary>
public sealed class RuleBookProperties
{
    static readonly string[] East = ["330000", "330200", "330211", "330212", "330100", "330106", "440000", "441900"];
    static readonly string[] West = ["510000", "513400", "513430", "513431", "510800", "510824", "520000", "520628"];

    /// <summary>Pairings as a registry may hold them: no two of the same scheme, tier and parties, so no ties.</summary>
    static readonly Gen<Pairing[]> Registry =
        (from scheme in Gen.Elements(Scheme.EastWest, Scheme.Counterpart)
         from tier in Gen.Elements(PairingTier.Province, PairingTier.City, PairingTier.County)
         from east in Gen.Elements(East)
         from west in Gen.Elements(West)
         from fromDay in Gen.Choose(0, 900)
         from days in Gen.Choose(1, 900)
         from transition in Gen.Choose(0, 200)
         from isOpen in Gen.Elements(true, false)
         select new Pairing
         {
             PairingId = Guid.CreateVersion7(),
             Version = 1,
             Scheme = scheme,
             Tier = tier,
             EastPath = Places.Path(east).Value,
             EastName = east,
             WestPath = Places.Path(west).Value,
             WestName = west,
             ValidFrom = new DateOnly(2022, 1, 1).AddDays(fromDay),
             ValidTo = isOpen ? null : new DateOnly(2022, 1, 1).AddDays(fromDay + days),
             TransitionUntil = isOpen ? null : new DateOnly(2022, 1, 1).AddDays(fromDay + days + transition),
         }).ListOf().Select(all => all.DistinctBy(pairing => (pairing.Scheme, pairing.Tier, pairing.EastPath, pairing.WestPath)).ToArray());

    static readonly Gen<Func<SaleLine>> Sale =
        from unit in Gen.Elements(East)
        from origin in Gen.Elements(West)
        from delivered in Gen.Elements(East.Append(origin).ToArray())
        from fen in Gen.Choose(0, 10_000_000)
        from confirmed in Gen.Choose(0, 1_200)
        from later in Gen.Choose(0, 60)
        from isRecognised in Gen.Elements(true, true, true, false)
        from isCentral in Gen.Elements(false, false, false, true)
        select (Func<SaleLine>)(() => RuleBookScenario.Line(
            unit,
            origin,
            $"{fen / 100}.{fen % 100:00}",
            new DateOnly(2022, 1, 1).AddDays(confirmed).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            new DateOnly(2022, 1, 1).AddDays(confirmed + later).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            delivered,
            isRecognised: isRecognised,
            isCentral: isCentral));

    [Fact]
    public void Credits_of_a_line_at_a_scheme_and_tier_are_nothing_or_its_whole_amount() => Holds((pairings, sale, _) =>
    {
        var line = sale();
        var entries = Post(line, pairings);
        return RuleBook.SchemesAndTiers.All(at => entries.Where(entry => entry.Scheme == at.Scheme && entry.Tier == at.Tier).ToList() switch
        {
            [] => true,
            [var only] => only.AmountFen == line.AmountFen && only.AmountFen > 0,
            _ => false,
        });
    });

    [Fact]
    public void The_same_line_and_the_same_registry_give_the_same_decisions() => Holds((pairings, sale, shuffle) =>
    {
        var line = sale();
        var again = pairings.ToArray();
        shuffle.Shuffle(again);
        return RuleBookScenario.Judge(line, new Pairings(pairings)).SequenceEqual(RuleBookScenario.Judge(line, new Pairings(again)));
    });

    [Fact]
    public void A_credited_pairing_has_the_scheme_the_tier_and_the_parties_of_the_sale_and_was_in_force() => Holds((pairings, sale, _) =>
    {
        var line = sale();
        return RuleBookScenario.Judge(line, new Pairings(pairings))
            .All(decision => decision.Holder is not { } target || pairings.First(item => item.PairingId == target.Id) is var pairing && (
                pairing.Scheme == decision.Scheme && pairing.Tier == decision.Tier
                && new RegionPath(line.UnitPath).IsWithin(pairing.East.RegionId)
                && new RegionPath(line.OriginPath).IsWithin(pairing.West.RegionId)
                && (pairing.IsValidOn(line.RecognitionDate) || pairing.IsInTransition(line.ConfirmedOn, line.RecognitionDate))));
    });

    [Fact]
    public void Every_decision_has_a_reason_that_agrees_with_its_pairing() => Holds((pairings, sale, _) =>
        RuleBookScenario.Judge(sale(), new Pairings(pairings)).All(decision => decision.Reason.IsCredited == decision.Holder is not null));

    /// <summary>However late each pairing becomes known, in the end the same stands as if all had been known at once (CR-19).</summary>
    [Fact]
    public void The_order_in_which_pairings_become_known_does_not_change_what_stands_in_the_end() => Holds((pairings, sale, shuffle) =>
    {
        var atOnce = Totals(Post(sale(), pairings));
        var line = sale();
        var inOrder = pairings.ToArray();
        shuffle.Shuffle(inOrder);
        var oneByOne = new List<CreditEntry>();
        for (var known = 0; known <= inOrder.Length; known++)
        {
            oneByOne.AddRange(RuleBookScenario.Post(line, new Pairings(inOrder[..known]), before: oneByOne));
        }

        return atOnce.SetEquals(Totals(oneByOne));
    });

    [Fact]
    public void Sums_hold_every_entry_once() => Holds((pairings, sale, _) =>
    {
        var line = sale();
        var entries = Post(line, pairings);
        var sums = PairingMonth.Sums(entries);
        return sums.Sum(sum => sum.Entries) == entries.Count
            && pairings.All(pairing => sums.Where(sum => sum.HolderId == pairing.PairingId).Sum(sum => sum.AmountFen)
                == entries.Where(entry => entry.HolderId == pairing.PairingId).Sum(entry => entry.AmountFen));
    });

    static void Holds(Func<Pairing[], Func<SaleLine>, Random, bool> property) => Prop
        .ForAll(
            (from pairings in Registry
             from sale in Sale
             from seed in Gen.Choose(0, int.MaxValue - 1)
             select (pairings, sale, seed)).ToArbitrary(),
            row => property(row.pairings, row.sale, new Random(row.seed)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    static List<CreditEntry> Post(SaleLine line, Pairing[] pairings) => RuleBookScenario.Post(line, new Pairings(pairings));

    static HashSet<(Scheme, PairingTier, Guid, long)> Totals(IEnumerable<CreditEntry> entries) =>
    [
        .. entries.GroupBy(entry => (entry.Scheme, entry.Tier, entry.HolderId))
            .Select(group => (group.Key.Scheme, group.Key.Tier, group.Key.HolderId, Fen: group.Sum(entry => entry.AmountFen)))
            .Where(row => row.Fen != 0),
    ];
}
