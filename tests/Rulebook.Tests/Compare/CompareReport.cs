using System.Globalization;
using System.Text.Json;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Notation;
using Marketplace.Rulebook.Tests.Run;

namespace Marketplace.Rulebook.Tests.Compare;

/// <summary>Cells of a row of a report.</summary>
sealed class CompareReport(World world, Differences differences)
{
    /// <summary>The "column" by which a total is chosen instead of a row: "EastWest County".</summary>
    const string Total = "total of";

    public async Task CompareAsync(ExpectedReport report)
    {
        var knownAt = report.KnownAt is null ? null : Written.Instant(report.KnownAt).ToString("O", CultureInfo.InvariantCulture);
        var where = $"{report.Report} {report.Month}";
        var answer = await world.Http.GetAsync(
            CreditingHttp.Report(report.Report, report.Month, report.View, report.Measure, knownAt, report.Region), world.Ct);
        foreach (var text in report.Says)
        {
            var says = answer.GetRawText();
            differences.Compare(where, $"says {text}", says.Contains(text, StringComparison.Ordinal) ? $"says {text}" : "does not say so");
        }

        if (report.Cells.Count == 0)
        {
            return;
        }

        var list = report.Row.ContainsKey(Total) ? "totals" : "rows";
        var found = answer.GetProperty(list).EnumerateArray().Where(row => report.Row.All(key => IsSaid(row, key.Key, key.Value))).Take(2)
            .ToList();
        if (found.Count != 1)
        {
            throw new CaseFailedException(
                where,
                $"one row with {string.Join(", ", report.Row.Select(key => $"{key.Key} {key.Value}"))}",
                found.Count == 0 ? "none" : "several");
        }

        foreach (var (column, expected) in report.Cells)
        {
            differences.Compare($"{where} {column}", Plain(expected), Got(found[0], column, expected));
        }
    }

    /// <summary>
    /// Whether the row is the one: by the id of what the case names so ("pairing" is the column pairingId), by the id or code of a region
    /// ("county" may be given as 520628), or by the text of the column itself.
    /// </summary>
    bool IsSaid(JsonElement row, string column, string value)
    {
        if (column == Total)
        {
            return value == $"{At(row, "scheme")} {At(row, "tier")}";
        }

        var names = (string[])[column, $"{column}RegionId", $"{column}Code"];
        return names.Any(name => At(row, name) is { ValueKind: not JsonValueKind.Null } cell && cell.ToString() == value)
            || ((At(row, $"{column}Id") ?? (column == "pairing" ? At(row, "holderId") : null)) is { ValueKind: JsonValueKind.String } said
                && said.TryGetGuid(out var id) && id == IdOf(column, value));
    }

    Guid IdOf(string column, string name) => column switch
    {
        "pairing" => world.HolderId(name),
        "line" => world.Line(name).LineId,
        _ => world.Id(column, name),
    };

    /// <summary>The cell as the case writes its kind of value: yuan, 万元 as printed, percent, or the text itself.</summary>
    static string Got(JsonElement row, string column, string expected)
    {
        if (At(row, column) is not { } cell)
        {
            return "no such column";
        }

        if (cell.ValueKind == JsonValueKind.Object && cell.TryGetProperty("fen", out var fen))
        {
            return IsPrinted(expected) ? $"{cell.GetProperty("tenThousandYuan").GetString()}万元" : Written.Yuan(fen.GetInt64());
        }

        if (cell.ValueKind == JsonValueKind.Object && cell.TryGetProperty("basisPoints", out var points))
        {
            return points.ValueKind == JsonValueKind.Null ? "null"
                : string.Create(CultureInfo.InvariantCulture, $"{points.GetInt64() / 100m:0.00}%");
        }

        return cell.ValueKind == JsonValueKind.Null ? "null" : cell.ToString();
    }

    /// <summary>"0.34万元" is compared as it is printed; "4,651.30" is an exact amount.</summary>
    static bool IsPrinted(string expected) => expected.EndsWith("万元", StringComparison.Ordinal);

    static string Plain(string expected) =>
        !IsPrinted(expected) && expected.Contains(',', StringComparison.Ordinal) ? Written.Yuan(Written.Money(expected).Fen) : expected;

    /// <summary>Null when the row has no such member; a member of what is null is null.</summary>
    static JsonElement? At(JsonElement row, string path)
    {
        var at = row;
        foreach (var name in path.Split('.'))
        {
            if (at.ValueKind == JsonValueKind.Null)
            {
                return at;
            }

            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at;
    }
}
