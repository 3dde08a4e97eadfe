using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.AllInOne.Demo;

/// <summary>Last act: the officials' table, one of its figures walked back to the cooperative, and the sums compared to the fen.</summary>
static class ShowCredits
{
    public static async Task PlayAsync(
        DemoConsole stage, IReadOnlyList<Placed> orders, IReadOnlyList<ProgressRow> before, CancellationToken ct)
    {
        await stage.HeadingAsync("五、计入结对关系", "Credited to the pairings");
        foreach (var order in orders)
        {
            await SeeDecidedAsync(stage, order, ct);
        }

        var after = await ReadProgress.NowAsync(stage, ct);
        await ShowTableAsync(stage, after);
        await WalkBack.PlayAsync(stage, orders, after, ct);
        await CheckSums.PlayAsync(stage, orders, before, after, ct);
    }

    /// <summary>Every line of the order has been decided, and those that earn nothing say why.</summary>
    static async Task SeeDecidedAsync(DemoConsole stage, Placed order, CancellationToken ct)
    {
        var auditor = await stage.AsAsync("auditor", ct);
        var sales = await Poll.UntilAsync(
            $"订单 {order.Number} 计量 the order to be credited",
            async () => await auditor.ListAsync($"/credits/sales?orderId={order.OrderId}", ct) is var seen
                && seen.Count == order.Lines.Count ? seen : null,
            ct);
        foreach (var sale in sales)
        {
            var wanted = order.Lines[(Guid)sale["lineId"]!];
            var credited = (string?)sale["outcome"] == "Credited";
            if (credited != wanted.Pairs.Length > 0 || (long)sale["amountFen"]! != wanted.Credited.Fen)
            {
                throw new DemoFailedException(
                    $"{wanted.Good.Name} 的认定结果与剧本不符 was decided otherwise than the script says: {sale.ToJsonString()}");
            }

            if (credited)
            {
                var pairs = wanted.Pairs.Select(pair => pair.Scheme == Scheme.EastWest ? $"{pair.Tier}" : $"{pair.Scheme} {pair.Tier}");
                await stage.DoneAsync(
                    $"{sale["unitName"]} · {wanted.Good.Name} {wanted.Credited} 元 计入 {wanted.Pairs.Length} 个层级",
                    $"credited to {string.Join(", ", pairs)}");
            }
            else
            {
                var why = (await auditor.GetAsync($"/credits/sales/{sale["lineId"]}", ct))["acceptances"]![0]!["decisions"]![0]!;
                await stage.DoneAsync(
                    $"{sale["unitName"]} · {wanted.Good.Name} {wanted.Credited} 元 不计入：{why["words"]!["zh"]}",
                    $"not credited, {why["rule"]}: {why["words"]!["en"]}");
            }
        }
    }

    static async Task ShowTableAsync(DemoConsole stage, IReadOnlyList<ProgressRow> rows)
    {
        await stage.HeadingAsync($"结对消费协作进度表 {stage.Today:yyyy-MM}", "Pairing progress, 万元 = 10,000 yuan");
        await stage.WriteAsync("");
        ProgressRow[] filled = [.. rows
            .Where(row => row.YearFen != 0 || row.MonthFen != 0)
            .OrderBy(row => row.Pair.Scheme).ThenBy(row => row.Pair.Tier).ThenByDescending(row => row.YearFen)];
        string[][] table =
        [
            ["机制", "层级", "东部 → 西部", "本月 万元", "本年 万元", "分录"],
            .. filled.Select(row => new[]
            {
                Words.Scheme(row.Pair.Scheme),
                Words.Tier(row.Pair.Tier),
                $"{row.EastName} → {row.WestName}",
                TenThousandYuan(row.MonthFen),
                TenThousandYuan(row.YearFen),
                row.Entries.ToString(CultureInfo.InvariantCulture),
            }),
        ];
        foreach (var line in Columns.Lines(table, 3, 4, 5))
        {
            await stage.WriteAsync($"  {line}");
        }

        await stage.WriteAsync($"  另有 {rows.Count - filled.Length} 对结对关系尚无金额  {rows.Count - filled.Length} more pairings have no amount");
    }

    // Rounded for display only (CR-24).
    static string TenThousandYuan(long fen) =>
        decimal.Round(fen / 1_000_000m, 2, MidpointRounding.AwayFromZero).ToString("N2", CultureInfo.InvariantCulture);
}
