using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Rulebook.Tests.Notation;
using Marketplace.Rulebook.Tests.Run;

namespace Marketplace.Rulebook.Tests.Compare;

/// <summary>The entries of lines and shares, and what became of those without.</summary>
sealed class CompareEntries(World world, Differences differences)
{
    const string None = "–";

    public async Task EntriesAsync()
    {
        foreach (var (key, expected) in world.Case.Expect.Entries)
        {
            var (line, share) = Key(key);
            var posted = (await PostedAsync(world, line.LineId)).Where(row => share is null || row.Share == share)
                .Select(row => row.Entry).ToList();
            var written = expected.Where(text => text != None).Select(WrittenEntry.Parse).ToList();
            foreach (var entry in written.Where(entry => !entry.IsNone))
            {
                var same = posted.FindIndex(writtenEntry => writtenEntry.Like(entry).ToString() == entry.ToString());
                if (same >= 0)
                {
                    posted.RemoveAt(same);
                }
                else
                {
                    differences.Compare($"entries {key}", entry.ToString(), TakeNearest(posted, entry));
                }
            }

            foreach (var entry in posted)
            {
                differences.Compare($"entries {key}", "no other", entry.ToString());
            }

            foreach (var none in written.Where(entry => entry.IsNone && entry.Outcome is not null))
            {
                await NoneAsync(key, line, share, none);
            }
        }
    }

    /// <summary>Says what became of a line at a tier where it has no entry.</summary>
    async Task NoneAsync(string key, SoldLine line, int? share, WrittenEntry none)
    {
        var at = (none.Scheme ?? Scheme.EastWest, none.Tier);
        var decision = (await DecisionsAsync(line)).First(saleDecision => share is null || saleDecision.ShareNo == share);
        var got = decision.Tiers.TryGetValue(at, out var tier)
            ? none with { Outcome = tier.Outcome, Reason = none.Reason is null && tier.Outcome == none.Outcome ? null : tier.Reason }
            : none with { Outcome = "undecided", Reason = null };
        differences.Compare($"entries {key}", none.ToString(), got.ToString());
    }

    public async Task OutcomesAsync()
    {
        foreach (var (key, expected) in world.Case.Expect.Outcomes)
        {
            var (line, share) = Key(key);
            var words = expected.Split(' ');
            var decision = (await DecisionsAsync(line)).First(saleDecision => share is null || saleDecision.ShareNo == share);
            var wanted = words.Length > 1 ? $"{words[0]} {Written.Yuan(Written.Money(words[1]).Fen)}" : words[0];
            differences.Compare(
                $"outcome {key}", wanted, words.Length > 1 ? $"{decision.Outcome} {Written.Yuan(decision.AmountFen)}" : decision.Outcome);
        }
    }

    async Task<IReadOnlyList<SaleDecision>> DecisionsAsync(SoldLine line) =>
        [.. CreditingHttp.Decisions(await world.Http.GetAsync(CreditingHttp.Sale(line.LineId), world.Ct))];

    /// <summary>"L1" is the whole line, "L1/2" its second share.</summary>
    (SoldLine Line, int? Share) Key(string key) => key.Split('/') is [var name, var share]
        ? (world.Line(name), int.Parse(share, System.Globalization.CultureInfo.InvariantCulture))
        : (world.Line(key), null);

    /// <summary>What stands in the place of an entry that is missing; it is then not shown as one too many.</summary>
    static string TakeNearest(List<WrittenEntry> posted, WrittenEntry wanted)
    {
        var nearest = posted.FindIndex(
            entry => entry.Tier == wanted.Tier
                && entry.Holder == wanted.Holder
                && Math.Sign(entry.AmountFen) == Math.Sign(wanted.AmountFen));
        if (nearest < 0)
        {
            return "none";
        }

        var got = posted[nearest].Like(wanted with { Mode = wanted.Mode ?? "", Type = wanted.Type ?? "", Posted = wanted.Posted ?? "" });
        posted.RemoveAt(nearest);
        return got.ToString();
    }

    /// <summary>All entries of a line with the number of their share.</summary>
    public static async Task<IReadOnlyList<(int Share, WrittenEntry Entry)>> PostedAsync(World world, Guid lineId)
    {
        var answer = await world.Http.GetAsync(CreditingHttp.Entries(lineId), world.Ct);
        return [.. DecideLedger.Items(answer).Select(entry => (entry.GetProperty("shareNo").GetInt32(), Read(world, entry)))];
    }

    static WrittenEntry Read(World world, JsonElement entry) => new()
    {
        Scheme = Enum.Parse<Scheme>(Text(entry, "scheme")),
        Tier = Enum.Parse<PairingTier>(Text(entry, "tier")),
        Holder = Text(entry, "scheme") == nameof(Scheme.Quota)
            ? world.QuotaName(entry.GetProperty("holderId").GetGuid())
            : world.HolderName(entry.GetProperty("holderId").GetGuid()),
        AmountFen = entry.GetProperty("amountFen").GetInt64(),
        SubsidisedFen = entry.GetProperty("subsidisedFen").GetInt64(),
        Mode = CreditingHttp.Word(Text(entry, "mode")),
        Type = Text(entry, "entryType"),
        Posted = Text(entry, "postingPeriod"),
        Recognised = Text(entry, "recognitionDate"),
        Event = Text(entry, "eventDate"),
        EvidenceState = Text(entry, "evidenceState"),
        Quantity = Text(entry, "quantity"),
        RuleSet = entry.GetProperty("ruleSetVersion").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture),
        Flags = [.. entry.GetProperty("flags").EnumerateArray().Select(flag => CreditingHttp.Word(flag.GetString()!))],
    };

    static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;
}
