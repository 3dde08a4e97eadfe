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

        // A report without rows is one row.
        var list = report.Row.ContainsKey(Total) ? "totals" : "rows";
        JsonElement[] all = answer.TryGetProperty(list, out var rows) ? [.. rows.EnumerateArray()] : [answer];
        var found = all.Where(row => report.Row.All(key => IsSaid(row, report.Report, key.Key, key.Value))).Take(2).ToList();
        if (found.Count != 1)
        {
            throw new CaseFailedException(
                where, $"one row with {string.Join(", ", report.Row.Select(key => $"{key.Key} {key.Value}"))}", found.Count == 0 ? "none" : "several");
        }

        foreach (var (column, expected) in report.Cells)
        {
            differences.Compare($"{where} {column}", Plain(expected), Got(found[0], report.Report, column, expected));
        }
    }

    bool IsSaid(JsonElement row, string report, string column, string value)
    {
        if (column == Total)
        {
            return value == $"{At(row, "scheme")} {At(row, "tier")}";
        }

        if (CreditingHttp.Key(report, column) is not { } member)
        {
            return At(row, CreditingHttp.Column(report, column)) is { } cell && cell.ToString() == value;
        }

        var id = column switch
        {
            "pairing" => world.HolderId(value),
            "line" => world.Line(value).LineId,
            _ => world.Id(column, value),
        };
        return At(row, member) is { ValueKind: JsonValueKind.String } said && said.TryGetGuid(out var named) && named == id;
    }

    /// <summary>The cell as the case writes its kind of value: yuan, 万元 as printed, percent, or the text itself.</summary>
    static string Got(JsonElement row, string report, string column, string expected)
    {
        if (At(row, CreditingHttp.Column(report, column)) is not { } cell)
        {
            return "no such column";
        }

        if (cell.ValueKind == JsonValueKind.Null)
        {
            return "null";
        }

        if (cell.ValueKind == JsonValueKind.Object && cell.TryGetProperty("fen", out var fen))
        {
            return IsPrinted(expected) ? $"{cell.GetProperty("tenThousandYuan").GetString()}万元" : Written.Yuan(fen.GetInt64());
        }

        return cell.ValueKind == JsonValueKind.Number && expected.EndsWith('%')
            ? string.Create(CultureInfo.InvariantCulture, $"{cell.GetInt64() / 100m:0.00}%")
            : cell.ValueKind == JsonValueKind.Number && column.EndsWith("Fen", StringComparison.Ordinal) ? Written.Yuan(cell.GetInt64())
            : cell.ToString();
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
