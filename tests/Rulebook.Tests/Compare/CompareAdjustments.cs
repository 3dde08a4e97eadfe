using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Notation;
using Marketplace.Rulebook.Tests.Run;
using Marketplace.Testing;

namespace Marketplace.Rulebook.Tests.Compare;

/// <summary>What a snapshot of a closing lists as posted since.</summary>
sealed class CompareAdjustments(World world, Differences differences)
{
    public async Task CompareAsync(ExpectedAdjustments expected)
    {
        var number = $"R1-{expected.Month}-{expected.Region ?? "CN"}";

        // Snapshots are taken in the background, a moment after the closing.
        var snapshotId = await Eventually.NotNullAsync(() => FindAsync(expected.Month, number), number, ct: world.Ct);
        var answer = await world.Http.GetAsync($"/credits/snapshots/{snapshotId}/adjustments?size=1", world.Ct);
        var got = answer.GetProperty("sums").EnumerateArray().Select(Text).ToList();
        foreach (var missing in expected.Sums.Except(got, StringComparer.Ordinal))
        {
            differences.Compare($"adjustments {number}", missing, "not among them");
        }

        foreach (var further in got.Except(expected.Sums, StringComparer.Ordinal))
        {
            differences.Compare($"adjustments {number}", "no other", further);
        }
    }

    async Task<string?> FindAsync(string month, string number)
    {
        var listed = await world.Http.GetAsync($"/credits/snapshots?month={month}&size=200", world.Ct);
        return DecideLedger.Items(listed).Where(item => item.GetProperty("number").GetString() == number)
            .Select(item => item.GetProperty("snapshotId").GetString()).SingleOrDefault();
    }

    static string Text(JsonElement sum)
    {
        var scheme = sum.GetProperty("scheme").GetString();
        var tier = WrittenEntry.LetterOf(Enum.Parse<PairingTier>(sum.GetProperty("tier").GetString()!));
        return $"{(scheme == nameof(Scheme.EastWest) ? "" : $"{scheme} ")}{tier} {sum.GetProperty("entryType").GetString()} "
            + $"{Written.Yuan(sum.GetProperty("amountFen").GetInt64())} recognised {sum.GetProperty("originalPeriod").GetString()} "
            + $"posted {sum.GetProperty("postingPeriod").GetString()}";
    }
}
