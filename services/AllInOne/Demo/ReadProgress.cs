using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.Contracts;

namespace Marketplace.AllInOne.Demo;

/// <summary>A row of the report R1, pairing progress (结对消费协作进度表).</summary>
sealed record ProgressRow(
    Guid PairingId, Pair Pair, string EastName, string WestName, long MonthFen, long YearFen, long Entries);

/// <summary>Reads the report over all schemes and tiers, as the auditor sees it.</summary>
static class ReadProgress
{
    public static async Task<IReadOnlyList<ProgressRow>> NowAsync(DemoConsole stage, CancellationToken ct)
    {
        var auditor = await stage.AsAsync("auditor", ct);
        var month = stage.Today.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return [.. (await auditor.ListAsync($"/credits/reports/pairing-progress?month={month}", ct, list: "rows")).Select(Row)];
    }

    /// <summary>The report as soon as the marketplace answers and the pairings have got round to the ledger.</summary>
    public static async Task<IReadOnlyList<ProgressRow>> WhenReadyAsync(DemoConsole stage, CancellationToken ct)
    {
        var wanted = DemoSteps.Purchases.SelectMany(purchase => purchase.Lines).SelectMany(line => line.Pairs).ToHashSet();
        return await Poll.UntilAsync(
            "各服务就绪、结对关系到位 the services to answer and the pairings to be known",
            async () =>
            {
                try
                {
                    var rows = await NowAsync(stage, ct);
                    var missing = wanted.Except(rows.Select(row => row.Pair)).ToList();
                    return missing.Count == 0 ? rows : throw new NotYetException($"{missing.Count} pairing(s) missing, first {missing[0]}");
                }
                catch (Exception failure) when (failure is HttpRequestException or RequestRefusedException)
                {
                    throw new NotYetException(failure.Message);
                }
            },
            ct);
    }

    static ProgressRow Row(JsonNode row) => new(
        (Guid)row["pairingId"]!,
        new Pair(
            Enum.Parse<Scheme>((string)row["scheme"]!),
            Enum.Parse<PairingTier>((string)row["tier"]!),
            (string)row["eastRegionId"]!,
            (string)row["westRegionId"]!),
        Named(row, "east"),
        Named(row, "west"),
        (long)row["month"]!["fen"]!,
        (long)row["yearToDate"]!["fen"]!,
        (long)row["entries"]!);

    // With the code, since the name is not the code: there is more than one 普陀区.
    static string Named(JsonNode row, string side) => $"{row[side]} {row[$"{side}Code"]}".TrimEnd();
}
