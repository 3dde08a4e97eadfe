namespace Marketplace.Tables;

/// <summary>
/// A row of a file. What is wrong with a cell is collected in the file's <see cref="TableFaults"/>, and the value is then 0, empty or null.
/// </summary>
public sealed class TableRow
{
    // Beyond it a spreadsheet has no exact numbers.
    const decimal YuanMax = 10_000_000_000_000m;

    static readonly Dictionary<string, bool> YesOrNo = new()
    {
        ["是"] = true,
        ["yes"] = true,
        ["true"] = true,
        ["1"] = true,
        ["否"] = false,
        ["no"] = false,
        ["false"] = false,
        ["0"] = false,
    };

    readonly TableHeader _header;
    readonly RawCell[] _cells;
    readonly TableFaults _faults;

    readonly bool _isAlone;

    internal TableRow(int number, SheetOverview sheet, bool isAlone, TableHeader header, RawCell[] cells, TableFaults faults)
    {
        (Number, Sheet, SheetNumber, _isAlone) = (number, sheet.Name, sheet.Number, isAlone);
        _header = header;
        _cells = cells;
        _faults = faults;
    }

    /// <summary>As a spreadsheet counts, from 1.</summary>
    public int Number { get; }

    /// <summary>The sheet of the workbook; null for a text file.</summary>
    public string? Sheet { get; }

    /// <summary>Which sheet of the workbook, from 1; 1 for a text file.</summary>
    public int SheetNumber { get; }

    /// <summary>Where the row is, in Chinese; names the sheet where there are several.</summary>
    public string PlaceZh => Sheet is null || _isAlone ? $"第 {Number} 行" : $"工作表“{Sheet}”第 {Number} 行";

    /// <summary>Where the row is, in English.</summary>
    public string PlaceEn => Sheet is null || _isAlone ? $"Row {Number}" : $"Sheet “{Sheet}”, row {Number}";

    /// <summary>Has no fault been found in it so far?</summary>
    public bool IsSound { get; private set; } = true;

    /// <summary>The cell as it is written in the file; empty when the file has no such column.</summary>
    public string this[string key] => _cells[_header.IndexOf(key)].Text;

    /// <summary>Does the file have the column?</summary>
    public bool HasColumn(string key) => _header.Has(key);

    /// <summary>Is there anything in the cell? "—" is how a table prints that there is not.</summary>
    public bool Has(string key) => _cells[_header.IndexOf(key)] is var cell
        && (cell.Flaw != CellFlaw.None || cell.Text.AsSpan().Trim() is not ("" or Cell.Unknown));

    /// <summary>The text as it was written, without white space at its ends; null when there is none.</summary>
    public string? Verbatim(string key) => IsReadable(key) ? this[key].Trim() : null;

    /// <summary>As <see cref="Verbatim"/>, but there must be one.</summary>
    public string RequiredVerbatim(string key) => Required(key) ? Verbatim(key) ?? "" : "";

    /// <summary>A text without white space at its ends, full-width letters and digits made plain.</summary>
    public string Text(string key, int max) => Required(key) ? OptionalText(key, max) ?? "" : "";

    public string? OptionalText(string key, int max)
    {
        if (!IsReadable(key))
        {
            return null;
        }

        var text = LenientFormats.Plain(this[key]);
        if (text.Length > max)
        {
            return Fault<string?>(
                key, "text_too_long", $"最多 {max} 个字，现有 {text.Length} 个。", $"must have at most {max} characters, not {text.Length}.");
        }

        return IsPrintable(key, text, isNumber: false) ? text : null;
    }

    /// <summary>
    /// A number, code or name that stands on a paper, as it was typed, and not what a spreadsheet made of it: neither a rounded number nor
    /// a day, without the apostrophe that marks a text.
    /// </summary>
    /// <param name="digits">The least that a number of nothing but digits has: a shorter one has lost its leading noughts.</param>
    public string Identifier(string key, int max, int digits = 0) => Required(key) ? OptionalIdentifier(key, max, digits) ?? "" : "";

    public string? OptionalIdentifier(string key, int max, int digits = 0)
    {
        if (!IsReadable(key))
        {
            return null;
        }

        var cell = _cells[_header.IndexOf(key)];
        var text = cell.Text.Trim();
        // Typed so that the spreadsheet keeps the digits; it is no part of what stands on the paper.
        text = text.Length > 1 && text[0] is '\'' or '’' or '‘' or '＇' ? text[1..].TrimStart() : text;
        if (text.Length > max)
        {
            return Fault<string?>(
                key, "text_too_long", $"最多 {max} 个字，现有 {text.Length} 个。", $"must have at most {max} characters, not {text.Length}.");
        }

        if ((SpoiltNumber.Of(text, cell.Content) ?? SpoiltNumber.WithoutNoughts(text, cell.Content, digits)) is { } spoilt)
        {
            return Fault<string?>(key, "number_spoilt", spoilt.Zh, spoilt.En);
        }

        return IsPrintable(key, text, isNumber: true) ? text : null;
    }

    /// <summary>Whether the text holds nothing but what people can see; a fault if not.</summary>
    public bool IsPrintable(string key) => !IsReadable(key) || IsPrintable(key, this[key].Trim(), isNumber: false);

    /// <summary>Yuan such as "1,234.50", "￥1234.5" or "1234.50元", in fen; more than two places are refused, not rounded.</summary>
    public long Fen(string key) => Required(key) ? OptionalFen(key) ?? 0 : 0;

    public long? OptionalFen(string key)
    {
        if (!IsReadable(key))
        {
            return null;
        }

        if (!LenientFormats.Yuan(this[key], out var yuan))
        {
            return Fault<long?>(
                key, "not_an_amount",
                $"“{Shown(key)}”不是以元为单位的金额，请填写如 1234.50。", $"“{Shown(key)}” is not an amount in yuan such as 1234.50.");
        }

        if (Math.Abs(yuan) > YuanMax)
        {
            return Fault<long?>(key, "amount_too_large", "金额过大。", "is too large an amount.");
        }

        return decimal.IsInteger(yuan * 100)
            ? (long)(yuan * 100)
            : Fault<long?>(key, "amount_too_fine", "金额最多两位小数。", "must have at most two places.");
    }

    /// <summary>A share such as "12.5%" or "12.5" (percent, at most two places, at most 100), in basis points.</summary>
    public int BasisPoints(string key) => Required(key) ? OptionalBasisPoints(key) ?? 0 : 0;

    public int? OptionalBasisPoints(string key) => !IsReadable(key) ? null
        : !LenientFormats.Percent(this[key], out var percent) || percent is < 0 or > 100 || !decimal.IsInteger(percent * 100) ? NoShare(key)
        : percent is > 0 and < 1 && !LenientFormats.Bare(this[key]).EndsWith('%')
            ? Fault<int?>(
                key, "percent_sign_missing",
                $"“{Shown(key)}”是 {percent:0.##}% 还是 {percent * 100:0.##}%？小于 1 的比例请带上百分号。",
                $"“{Shown(key)}” may be {percent:0.##}% or {percent * 100:0.##}%: give a share below 1 with its percent sign.")
        : (int)(percent * 100);

    int? NoShare(string key) =>
        Fault<int?>(
            key, "not_a_percentage",
            $"“{Shown(key)}”不是百分数，请填写如 12.5%，最多两位小数。", $"“{Shown(key)}” is not a percentage such as 12.5%, with at most two places.");

    public decimal Decimal(string key) => Required(key) ? OptionalDecimal(key) ?? 0 : 0;

    public decimal? OptionalDecimal(string key) => !IsReadable(key) ? null
        : LenientFormats.Number(this[key], out var number) ? number
        : Fault<decimal?>(key, "not_a_number", $"“{Shown(key)}”不是数字。", $"“{Shown(key)}” is not a number.");

    public long Integer(string key) => Required(key) ? OptionalInteger(key) ?? 0 : 0;

    public long? OptionalInteger(string key) => OptionalDecimal(key) switch
    {
        null => null,
        { } number when decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue => (long)number,
        _ => Fault<long?>(key, "not_an_integer", $"“{Shown(key)}”不是整数。", $"“{Shown(key)}” is not an integer."),
    };

    /// <summary>2026-11-21, 2026/11/21, 2026.11.21, 20261121 or 2026年11月21日, with or without a time of the day.</summary>
    public DateOnly Day(string key) => Required(key) ? OptionalDay(key) ?? default : default;

    public DateOnly? OptionalDay(string key) => !IsReadable(key) ? null
        : LenientFormats.Day(this[key], out var day) ? day
        : LenientFormats.NoDay(this[key]) is var (zh, en)
            ? Fault<DateOnly?>(
                key, "not_a_day", $"“{Shown(key)}”{zh}，请填写如 2026-11-21。", $"“{Shown(key)}” {en}: give a day such as 2026-11-21.")
            : null;

    /// <summary>06:00, 6:00 or 06:00:00, with the hours 0 to 23.</summary>
    public TimeOnly Time(string key) => !Required(key) || !IsReadable(key) ? default
        : LenientFormats.Time(this[key], out var time) ? time
        : Fault<TimeOnly>(
            key, "not_a_time", $"“{Shown(key)}”不是时刻，请填写如 06:00，最晚 23:59。",
            $"“{Shown(key)}” is not a time of the day: give one such as 06:00, 23:59 at the latest.");

    /// <summary>One of a list of words; white space, case and full width make no difference.</summary>
    /// <param name="words">The words that may stand in the cell, and what they mean.</param>
    public T Choice<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct => Required(key) ? OptionalChoice(key, words) ?? default : default;

    /// <summary>是 or 否, yes or no; false when nothing is said.</summary>
    public bool Flag(string key) => OptionalChoice(key, YesOrNo) ?? false;

    public T? OptionalChoice<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (!IsReadable(key))
        {
            return null;
        }

        var bare = LenientFormats.Bare(this[key]);
        foreach (var (word, value) in words)
        {
            if (LenientFormats.Bare(word) == bare)
            {
                return value;
            }
        }

        return Fault<T?>(
            key, "not_a_choice",
            $"“{Shown(key)}”不在可选项中：{string.Join("、", words.Keys)}。", $"“{Shown(key)}” is none of: {string.Join(", ", words.Keys)}.");
    }

    /// <summary>Adds a fault that only the caller can see.</summary>
    public void Fault(string key, string code, string zh, string en)
    {
        IsSound = false;
        _faults.Add(new(Number, key, code, zh, en, Sheet));
    }

    T? Fault<T>(string key, string code, string zh, string en)
    {
        var heading = _header.HeadingOf(key);
        Fault(key, code, $"{PlaceZh}“{heading.Zh}”：{zh}", $"{PlaceEn}: {heading.En} {en}");
        return default;
    }

    /// <summary>A cell of merged ones holds the sum of several rows, where each should have its own.</summary>
    internal void RefuseMerged(int column, string reference)
    {
        if (_header.SummedAt(column) is { } heading)
        {
            Fault<object>(
                heading.Key, "cell_merged",
                $"单元格 {reference} 是合并的，无法得知每一行的数值。请取消合并，逐行填写。",
                $"stands in the merged cells {reference}, so that the value of each row is not known: unmerge them, fill in each row.");
        }
    }

    bool IsPrintable(string key, string text, bool isNumber)
    {
        if (UnprintableText.In(text, isNumber) is not { } fault)
        {
            return true;
        }

        return Fault<bool>(key, "text_unprintable", fault.Zh, fault.En);
    }

    bool Required(string key)
    {
        if (!Has(key))
        {
            Fault<object>(key, "value_missing", "不能为空。", "must not be empty.");
        }

        return Has(key);
    }

    bool IsReadable(string key)
    {
        switch (_cells[_header.IndexOf(key)].Flaw)
        {
            case CellFlaw.Failed:
                return Fault<bool>(
                    key, "formula_failed",
                    $"公式结果为 {Shown(key)}，请改为数值。", $"holds a formula that failed ({Shown(key)}): put the value instead.");
            case CellFlaw.NotComputed:
                return Fault<bool>(
                    key, "formula_not_computed",
                    "公式没有保存计算结果，请改为数值，或在 Excel 中打开并保存后再上传。",
                    "holds a formula without its result: put the value instead, or open and save the file in a spreadsheet program.");
            case CellFlaw.Inexact:
                return Fault<bool>(
                    key, "number_spoilt",
                    "数字超过 15 位，表格软件保存时会丢失末尾几位。请把该列设为文本格式后重新填写。",
                    "holds a number of more than 15 digits, of which spreadsheets lose the last: "
                    + "format the column as text, enter it again.");
            case CellFlaw.TooLong:
                return Fault<bool>(key, "cell_too_long", "单元格内容过长。", "holds too long a text.");
            default:
                return Has(key);
        }
    }

    // A fault quotes the cell, but not at length.
    string Shown(string key) => LenientFormats.Plain(this[key]) is var text && text.Length > 40 ? text[..40] + "…" : text;
}
