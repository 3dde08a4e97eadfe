using System.Text.Json;
using Marketplace.Client.Credits;
using Marketplace.Portal.Clients;
using Marketplace.Portal.Look;
using Marketplace.Portal.Reports;

namespace Marketplace.Portal.Holds;

/// <summary>All that is held for one reason, however old: a row of the totals of R13.</summary>
/// <param name="Reason">The name of the reason.</param>
/// <param name="Words">The reason in words.</param>
/// <param name="Fen">What is held, without what is released or rejected.</param>
/// <param name="Lines">How many shares of sales.</param>
/// <param name="Oldest">The month of the oldest.</param>
public sealed record HeldByReason(string Reason, string Words, long Fen, string Lines, string Oldest)
{
    /// <summary>Where it is decided: rows of ledgers by the review of both sides, all others one by one.</summary>
    public string Path => Reason == nameof(CreditReason.AwaitingReview) ? "/portal/imports" : $"/portal/holds?reason={Reason}";

    /// <param name="month">Up to which, as "2026-10".</param>
    public static async Task<IReadOnlyList<HeldByReason>> ReadAsync(
        MarketplaceServices services, Language language, string month, CancellationToken ct)
    {
        var report = await services.ReadAsync($"/credits/reports/unpaired-held?month={Uri.EscapeDataString(month)}&size=1", ct);
        var columns = report.GetProperty("columns").EnumerateArray().ToDictionary(column => column.GetProperty("key").GetString()!);
        string Of(string key, JsonElement row) => Cells.Of(columns[key], row, language);
        return
        [
            .. report.GetProperty("totals").EnumerateArray()
                .Where(row => row.GetProperty("outcome").GetString() == nameof(CreditOutcome.Held))
                .Select(row => new HeldByReason(
                    row.GetProperty("reason").GetString()!, Of("reason", row), row.GetProperty("amount").GetProperty("fen").GetInt64(),
                    Of("lines", row), Of("oldestMonth", row))),
        ];
    }
}
