using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Tables;

/// <summary>
/// What stands below the headings of a sheet: rows of data, and rows that people add for themselves. A total is compared with what it adds
/// up, notes and repeated headings are passed over, and the overview says so.
/// </summary>
sealed partial class SheetBody
{
    // Of so few columns a row with one cell is as likely data with a gap.
    const int ColumnsOfRecord = 6;
    const int ShareOfRecord = 8;
    const int LabelsWithin = 5;

    readonly TableHeader _header;
    readonly TableOverview _overview;
    readonly TableFaults _faults;
    readonly SheetOverview _sheet;
    readonly Sum[] _sums;
    readonly HashSet<int> _unnamed = [];

    public SheetBody(TableHeader header, SheetOverview sheet, TableOverview overview, TableFaults faults)
    {
        (_header, _sheet, _overview, _faults) = (header, sheet, overview, faults);
        _sums = [.. header.Summed.Select(column => new Sum(column))];
        (sheet.IsRead, sheet.HeaderRow) = (true, header.Row);
        sheet.UnknownColumns = [.. header.Unknown];
    }

    /// <summary>Whether the row is one of data.</summary>
    public bool IsData(RawRow row)
    {
        if (_header.IsRepeatedBy(row))
        {
            Ignore(row, "header_repeated", "重复的表头。", "The headings once more.");
            return false;
        }

        var missing = _header.MissingIn(row);
        if ((missing > 0 || HoldsSumsOnly(row)) && IsTotal(row))
        {
            CompareTotal(row);
            return false;
        }

        if (missing > 0 && IsNote(row, _header.RequiredCount - missing))
        {
            Ignore(row, "note_row", $"表尾说明：{First(row)}", $"A note: {First(row)}");
            return false;
        }

        if (_header.RequiredCount >= ColumnsOfRecord
            && Math.Max(1, _header.RequiredCount / ShareOfRecord) >= _header.RequiredCount - missing)
        {
            _faults.Add(new(
                row.Number, null, "row_incomplete",
                $"第 {row.Number} 行“{First(row)}”不像一行数据：{_header.RequiredCount} 个必填列中有 {missing} 个为空。请补全，或删除该行。",
                $"Row {row.Number} “{First(row)}” is hardly a row of data: of {_header.RequiredCount} columns that must be filled in "
                + $"{missing} are empty. Fill them in, or delete the row.",
                _sheet.Name));
            return false;
        }

        return true;
    }

    /// <summary>Counts a row of data.</summary>
    public void Count(RawRow row)
    {
        _sheet.Rows++;
        _sheet.HiddenRows += row.IsHidden ? 1 : 0;
        foreach (var sum in _sums)
        {
            sum.Add(row[sum.Column]);
        }

        foreach (var column in _header.UnnamedIn(row))
        {
            if (_unnamed.Add(column))
            {
                _sheet.UnknownColumns = [.. _sheet.UnknownColumns, ColumnName.Of(column)];
            }
        }
    }

    void CompareTotal(RawRow row)
    {
        var (differs, isCompared) = (false, false);
        foreach (var sum in _sums)
        {
            var cell = row[sum.Column];
            if (!sum.IsKnown || !LenientFormats.Yuan(cell.Text, out var stated))
            {
                continue;
            }

            isCompared = true;
            if (sum.Agrees(stated))
            {
                continue;
            }

            differs = true;
            var heading = _header.HeadingAt(sum.Column);
            var (all, last) = (Text(sum.All), Text(sum.Last));
            _faults.Add(new(
                row.Number, heading.Key, "total_differs",
                $"第 {row.Number} 行合计“{heading.Zh}”为 {Text(stated)}，而其上各行之和为 {all}"
                + (all == last ? "" : $"（上一合计以下为 {last}）") + "。请核对是否有遗漏或多余的行，或删除合计行。",
                $"The total of {heading.En} in row {row.Number} is {Text(stated)}, but the rows above it add up to {all}"
                + (all == last ? "" : $" ({last} since the total before)") + ": look for rows missing or too many, or delete the total.",
                _sheet.Name));
        }

        foreach (var sum in _sums)
        {
            sum.BeginAnew();
        }

        if (!differs)
        {
            Ignore(
                row, "total_row",
                isCompared ? "合计行，与各行之和相符。" : "合计行，不计入，未作核对。",
                isCompared ? "A total that agrees with the rows." : "A total, passed over and not compared.");
        }

        static string Text(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
    }

    void Ignore(RawRow row, string code, string zh, string en) =>
        _overview.Ignore(_sheet.Name, row.Number, code, $"第 {row.Number} 行：{zh}", $"Row {row.Number}: {en}");

    static string First(RawRow row) =>
        row.Cells.Select(cell => cell.Text.Trim()).FirstOrDefault(text => text.Length > 0) is { } text
            ? text.Length > 20 ? text[..20] + "…" : text
            : "";

    // Of a table of few columns a total leaves none empty.
    bool HoldsSumsOnly(RawRow row)
    {
        var others = 0;
        for (var column = 0; column < row.Cells.Count && others < 2; column++)
        {
            others += !string.IsNullOrWhiteSpace(row.Cells[column].Text) && Array.TrueForAll(_sums, sum => sum.Column != column) ? 1 : 0;
        }

        return others == 1;
    }

    static bool IsTotal(RawRow row) => row.Cells.Where(cell => !string.IsNullOrWhiteSpace(cell.Text)).Take(LabelsWithin)
        .Any(cell => TotalForm().IsMatch(LenientFormats.Bare(cell.Text)));

    // One or more labels such as 制表人：张三, or one with a text beside it.
    static bool IsNote(RawRow row, int filled) => NoteForm().IsMatch(LenientFormats.Bare(First(row)))
        && (filled <= 1 || row.Cells.TrueForAll(
            cell => string.IsNullOrWhiteSpace(cell.Text) || NoteForm().IsMatch(LenientFormats.Bare(cell.Text))));

    [GeneratedRegex(@"^(?:本页|本月|本季|本年|本期|累计|以上|全部|全年)?(?:合计|小计|总计|共计|累计|总和|合计金额|total|subtotal|grandtotal|sum|合计total)(?:\(.*\))?:?\z")]
    private static partial Regex TotalForm();

    [GeneratedRegex(
        @"^(?:\(?(?:制表|填表|编制|审核|复核|核对|负责|主管|经办|记账|出纳|会计|联系|电话|日期|时间|盖章|签字|签章|单位|填报|报送|备注|附注|注|说明|填写说明|数据来源|来源|打印|导出"
        + @"|notes?|remarks?|preparedby|checkedby)(?:[^:(]{0,8}(?::|\((?:盖章|签字|签章|公章))|\z)|以下空白|以下无|第[0-9]+页|共[0-9]+页|page[0-9]|[*※])")]
    private static partial Regex NoteForm();

    /// <summary>What the rows of a column add up to; not known once a cell holds no number.</summary>
    sealed class Sum(int column)
    {
        public int Column => column;

        public bool IsKnown { get; private set; } = true;

        public decimal All { get; private set; }

        public decimal Last { get; private set; }

        public void Add(RawCell cell)
        {
            if (cell.Flaw == CellFlaw.None && LenientFormats.Yuan(cell.Text, out var number) && Math.Abs(number) < LenientFormats.SumMax)
            {
                (All, Last) = (All + number, Last + number);
            }
            else
            {
                IsKnown = false;
            }
        }

        /// <summary>Whether the total may be that of all rows, or of those since the total before.</summary>
        public bool Agrees(decimal stated) => stated == All || stated == Last;

        public void BeginAnew() => Last = 0;
    }
}
