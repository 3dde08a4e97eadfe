using Marketplace.Contracts;

namespace Marketplace.AllInOne.Demo;

/// <summary>The demo's own arithmetic against the ledger's: what each pairing got must be what was accepted for it, to the fen.</summary>
static class CheckSums
{
    /// <exception cref="DemoFailedException">They differ.</exception>
    public static async Task PlayAsync(
        DemoConsole stage, IReadOnlyList<Placed> orders, IReadOnlyList<ProgressRow> before,
        IReadOnlyList<ProgressRow> after, CancellationToken ct)
    {
        await stage.HeadingAsync("核对", "Checked");
        DemoLine[] lines = [.. orders.SelectMany(order => order.Lines.Values)];
        var was = before.ToDictionary(row => row.Pair, row => row.MonthFen);
        foreach (var row in after)
        {
            var expected = lines.Where(line => line.Pairs.Contains(row.Pair)).Sum(line => line.Credited.Fen);
            var grown = row.MonthFen - was.GetValueOrDefault(row.Pair);
            if (grown != expected)
            {
                throw new DemoFailedException(
                    $"{row.EastName} → {row.WestName} 应计入 {expected} 分，实为 {grown} 分 should have got {expected} fen and got {grown}.");
            }
        }

        foreach (var (scheme, tier) in lines.SelectMany(line => line.Pairs).Select(pair => (pair.Scheme, pair.Tier)).Distinct().Order())
        {
            var accepted = lines.Where(line => line.Pairs.Any(pair => pair.Scheme == scheme && pair.Tier == tier))
                .Sum(line => line.Credited.Fen);
            var credited = after.Where(row => row.Pair.Scheme == scheme && row.Pair.Tier == tier)
                .Sum(row => row.MonthFen - was.GetValueOrDefault(row.Pair));
            if (credited != accepted)
            {
                throw new DemoFailedException($"{Words.Scheme(scheme)} {Words.Tier(tier)}: {credited} ≠ {accepted}");
            }

            await stage.DoneAsync(
                $"{Words.Scheme(scheme)} {Words.Tier(tier)}：各结对合计 {credited:N0} 分 = 所属验收金额合计",
                $"Σ of the table = Σ accepted, {new Money(credited)} yuan");
        }

        // Every accepted line was seen in the ledger with its amount before; here it is only told how they divide.
        var (all, unpaired) = (Sum(lines), Sum(lines.Where(line => line.Pairs.Length == 0)));
        await stage.DoneAsync($"验收合计 {all} 元 = 计入结对 {all - unpaired} 元 + 不计入 {unpaired} 元", "accepted = credited + not credited");
    }

    static Money Sum(IEnumerable<DemoLine> lines) => lines.Aggregate(Money.Zero, (sum, line) => sum + line.Credited);
}
