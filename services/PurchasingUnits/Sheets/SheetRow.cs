using System.Globalization;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>One row of a table. A cell that can't be read is noted as a fault, and reads as absent.</summary>
sealed class SheetRow(long number, IReadOnlyDictionary<string, string?> cells, HashSet<string> columns, List<RowFault> faults)
{
    const int FenPerYuan = 100;

    static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    public bool IsFaulty { get; private set; }

    public long Number => number;

    /// <summary>True when the table has the column: one that it leaves out changes nothing.</summary>
    public bool Has(string column) => columns.Contains(column);

    public void Fault(string column, string code, string zh, string en)
    {
        IsFaulty = true;
        faults.Add(new RowFault(number, column, code, zh, en));
    }

    /// <summary>Notes a refusal at the column that it names.</summary>
    public void Fault(RefusalException refusal) => Fault(ColumnOf(refusal.Field), refusal.Code, refusal.Zh, refusal.En);

    /// <summary>Checks what the row says as a request would be checked.</summary>
    public bool Accepts(IChecked request)
    {
        var checks = new Checks();
        request.Check(checks);
        foreach (var fault in checks.Faults)
        {
            Fault(ColumnOf(fault.Field), fault.Code, fault.Zh, fault.En);
        }

        return !IsFaulty;
    }

    public string? TextOrNone(string column) => cells[column];

    public string Text(string column) => Needed(column) ?? "";

    public Guid? IdOrNone(string column) => Parsed(
        column, cells[column], "id_invalid", "不是有效的标识（GUID）。", "It is no id (a GUID).", cell => Guid.TryParse(cell, out var id) ? id : (Guid?)null);

    public Guid Id(string column) => Needed(column) is null ? default : IdOrNone(column) ?? default;

    public DateOnly? DayOrNone(string column) => Parsed(
        column, cells[column], "day_invalid", "日期格式应为 2026-01-31。", "A day is written as 2026-01-31.", DayOf);

    public DateOnly Day(string column) => Needed(column) is null ? default : DayOrNone(column) ?? default;

    public int Number32(string column) => Needed(column) is not { } cell
        ? 0
        : Parsed(column, cell, "number_invalid", "须为整数。", "It must be a whole number.", text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : (int?)null) ?? 0;

    public bool Flag(string column) => cells[column] is { } cell && (Parsed(
        column,
        cell,
        "flag_invalid",
        "须为“是”或“否”。",
        "It must be yes or no.",
        text => text.ToLowerInvariant() switch
        {
            "是" or "yes" or "true" or "1" => true,
            "否" or "no" or "false" or "0" => (bool?)false,
            _ => null,
        }) ?? false);

    /// <summary>An amount in yuan with at most two places, as fen.</summary>
    public long? FenOrNone(string column) => Parsed(
        column,
        cells[column],
        "amount_invalid",
        "金额以元为单位，最多两位小数。",
        "An amount is in yuan, with at most two places.",
        cell => decimal.TryParse(cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var yuan)
            && yuan < long.MaxValue / FenPerYuan && yuan * FenPerYuan == decimal.Truncate(yuan * FenPerYuan)
                ? (long)(yuan * FenPerYuan)
                : (long?)null);

    public long Fen(string column) => Needed(column) is null ? 0 : FenOrNone(column) ?? 0;

    /// <summary>A share in percent with at most two places, as ten-thousandths.</summary>
    public int BasisPoints(string column) => Needed(column) is not { } cell
        ? 0
        : Parsed(column, cell.TrimEnd('%', '％'), "percent_invalid", "以百分数填写，最多两位小数，如 10%。", "It is a percentage with at most two places, such as 10%.", text =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
                && percent <= 100 && percent * 100 == decimal.Truncate(percent * 100)
                ? (int)(percent * 100)
                : (int?)null) ?? 0;

    /// <summary>A value by its English name or its Chinese label.</summary>
    public T? ChoiceOrNone<T>(string column)
        where T : struct, Enum => Parsed(
            column,
            cells[column],
            "choice_invalid",
            $"须为：{string.Join('、', Labels.AllOf<T>())}。",
            $"It must be one of {string.Join(", ", Enum.GetNames<T>())}.",
            Labels.Read<T>);

    public T Choice<T>(string column)
        where T : struct, Enum => Needed(column) is null ? default : ChoiceOrNone<T>(column) ?? default;

    /// <summary>Cells that hold a list have a semicolon between its parts, and blanks within them.</summary>
    public IReadOnlyList<string[]> Parts(string column) =>
        [.. (cells[column] ?? "").Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The days at the beginning of a part: "2024-01-01" or "2024-01-01/2025-01-01", the second being the first on which it no longer holds.</summary>
    public (DateOnly From, DateOnly? To)? Days(string column, string text)
    {
        if (DayOf(text) is { } only)
        {
            return (only, null);
        }

        var ends = text.Split('/');
        if (ends.Length == 2 && DayOf(ends[0]) is { } from && DayOf(ends[1]) is { } to)
        {
            return (from, to);
        }

        Fault(column, "period_invalid", "每一段以 2024-01-01 或 2024-01-01/2025-01-01 开头。", "Each part begins with 2024-01-01 or 2024-01-01/2025-01-01.");
        return null;
    }

    static DateOnly? DayOf(string cell) =>
        DateOnly.TryParseExact(cell, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    string? Needed(string column)
    {
        if (cells[column] is null)
        {
            Fault(column, "cell_missing", "必填。", "It must be filled in.");
        }

        return cells[column];
    }

    T? Parsed<T>(string column, string? cell, string code, string zh, string en, Func<string, T?> parse)
        where T : struct
    {
        if (cell is null)
        {
            return null;
        }

        var value = parse(cell);
        if (value is null)
        {
            Fault(column, code, zh, en);
        }

        return value;
    }

    // Fields of requests are named as the columns are; "affiliations[2].regionId" is in the column "affiliations".
    string ColumnOf(string? field)
    {
        var name = field?.Split('[', '.')[0] ?? "";
        return cells.ContainsKey(name) ? name : cells.Keys.FirstOrDefault(column => column.StartsWith(name, StringComparison.Ordinal) && name != "") ?? "";
    }
}
