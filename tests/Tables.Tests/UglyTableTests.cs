using Marketplace.Testing;
using Xunit;
using Raw = Marketplace.Testing.XlsxFile.RawXml;

namespace Marketplace.Tables.Tests;

/// <summary>
/// Some hundred tables as they come from offices, each deformity alone in every format and each two of them together. Of each the meaning
/// is known: it is read, or refused at the cell, and never read as something else.
/// </summary>
public sealed class UglyTableTests
{
    const int TablesMin = 150;

    static readonly Dictionary<string, Action<UglyTable, int>> Everywhere = new()
    {
        ["as it is"] = (_, _) => { },
        ["titles above"] = (table, _) => table.Above.AddRange([["2024 年帮销台账"], ["填报单位：某局", null, "单位：元"], []]),
        ["blank rows"] = (table, row) => table.Between.AddRange([(row, []), (row, [" ", "\u3000"])]),
        ["columns without heading at the end"] = (table, _) => table.Header.AddRange([null, "", " "]),
        ["an unknown column"] = (table, row) =>
        {
            table.Header.Add("联系电话");
            table.Rows[row] = [.. table.Rows[row], "13800000000"];
        },
        ["a row cut short"] = (table, row) => table.Rows[row] = table.Rows[row][..^1],
        ["other headings"] = (table, _) => (table.Header[0], table.Header[4]) = ("* 单 据 号", "AMOUNT"),
        ["the headings once more"] = (table, row) => table.Between.Add((row, [.. table.Header])),
        ["a total that is right"] = (table, _) => table.Below.Add(["合计", null, null, 1_015.5m, 6_235.49m]),
        ["a subtotal that is right"] = (table, _) => table.Between.Add((2, ["小 计：", null, null, 1_012.5m, 6_234.5m])),
        ["a total that is wrong"] = (table, _) =>
        {
            table.Below.Add(["合计", null, null, 1_015.5m, 6_235.5m]);
            table.Faults.Add((-1, "amount", "total_differs"));
        },
        ["notes below"] = (table, _) => table.Below.AddRange([["制表人：张三", null, "审核：李四"], ["注：含运费"], ["第 1 页 共 1 页"]]),
        ["a row that is hardly one"] = (table, _) =>
        {
            table.Below.Add(["另有三笔未录"]);
            table.Faults.Add((-1, null, "row_incomplete"));
        },
        ["full width"] = (table, row) => table.Set(row, "amount", Wide(UglyTable.Meaning[row].Fen / 100m)),
        ["thousands and a currency"] = (table, row) => table.Set(row, "amount", $"￥{UglyTable.Meaning[row].Fen / 100m:#,##0.00}元"),
        ["thousands of elsewhere"] = (table, row) => table.Spoil(row, "amount", "1.234,50", "not_an_amount"),
        ["an amount in words"] = (table, row) => table.Spoil(row, "amount", "1.2万元", "not_an_amount"),
        ["a day with dots"] = (table, row) => table.Set(row, "day", UglyTable.Meaning[row].Day.ToString("yyyy.M.d", null)),
        ["a day in Chinese"] = (table, row) => table.Set(row, "day", UglyTable.Meaning[row].Day.ToString("yyyy 年 M 月 d 日", null)),
        ["a day with its time"] = (table, row) => table.Set(row, "day", $"{UglyTable.Meaning[row].Day:yyyy/MM/dd} 00:00:00"),
        ["a day of eight digits"] = (table, row) => table.Set(row, "day", UglyTable.Meaning[row].Day.ToString("yyyyMMdd", null)),
        ["a month for a day"] = (table, row) => table.Spoil(row, "day", "2024年5月", "not_a_day"),
        ["day and month in doubt"] = (table, row) => table.Spoil(row, "day", "5/10/2024", "not_a_day"),
        ["a year of two digits"] = (table, row) => table.Spoil(row, "day", "24.5.10", "not_a_day"),
        ["a day that is none"] = (table, row) => table.Spoil(row, "day", "2024-02-30", "not_a_day"),
        ["a day as its number"] = (table, row) => table.Spoil(row, "day", "45422", "not_a_day"),
        ["a long number rounded"] = (table, row) => table.Spoil(row, "no", "3.3021E+17", "number_spoilt"),
        ["a long number with noughts behind"] = (table, row) => table.Spoil(row, "no", "26332000000012300000", "number_spoilt"),
        ["a number that became a day"] = (table, row) => table.Spoil(row, "no", "5月10日", "number_spoilt"),
        ["a code with a point"] = (table, row) => table.Spoil(row, "code", "513430.0", "number_spoilt"),
        ["a code in full width"] = (table, row) => table.Set(row, "code", Wide(decimal.Parse(UglyTable.Meaning[row].Code, null))),
        ["an apostrophe before a number"] = (table, row) => table.Set(row, "no", "'" + UglyTable.Meaning[row].No),
        ["blanks around"] = (table, row) => table.Set(row, "no", $" \u3000{UglyTable.Meaning[row].No}\t"),
        ["an invisible character"] = (table, row) => table.Spoil(row, "name", "越西\u200B苹果", "text_unprintable"),
        ["a turned direction"] = (table, row) => table.Spoil(row, "name", "越西\u202E苹果", "text_unprintable"),
        ["a mark of byte order within"] = (table, row) => table.Spoil(row, "no", "BX\uFEFF-9", "text_unprintable"),
        ["a character of one's own"] = (table, row) => table.Spoil(row, "name", "越西\uE000苹果", "text_unprintable"),
        ["a lost text"] = (table, row) => table.Spoil(row, "name", "??????", "text_unprintable"),
        ["a failed formula"] = (table, row) => table.Spoil(row, "amount", "#N/A", "formula_failed"),
        ["a column too narrow"] = (table, row) => table.Spoil(row, "day", "########", "formula_failed"),
        ["a missing value"] = (table, row) => table.Spoil(row, "name", null, "value_missing"),
        ["a dash for a value"] = (table, row) => table.Spoil(row, "name", "—", "value_missing"),
    };

    static readonly Dictionary<string, Action<UglyTable, int>> InTexts = new()
    {
        ["a NUL"] = (table, row) => table.Spoil(row, "name", "越西\0苹果", "text_unprintable"),
        ["a formula that protects a text"] = (table, row) => table.Set(row, "no", $"=\"{UglyTable.Meaning[row].No}\""),
        ["a formula without its result"] = (table, row) => table.Spoil(row, "amount", "=D2*E2", "formula_not_computed"),
        ["a comma that shifts the cells"] = (table, row) =>
        {
            table.Rows[row] = [.. table.Rows[row][..2], "二级", .. table.Rows[row][2..]];
            table.Faults.Add((row, null, "row_malformed"));
            table.Set(row, "note", "x");
            table.Rows[row][^1] = "剩余";
        },
    };

    static readonly Dictionary<string, Action<UglyTable, int>> InWorkbooks = new()
    {
        ["a long number as a float"] = (table, row) => table.Spoil(row, "no", Raw.Number("3.3021120240510101E+17"), "number_spoilt"),
        ["a long number of plain digits"] = (table, row) => table.Spoil(row, "no", Raw.Number("330211202405101234"), "number_spoilt"),
        ["a number that is shown as a day"] = (table, row) =>
            table.Spoil(row, "no", Raw.Number("45422", XlsxFile.DayStyle), "number_spoilt"),
        ["a code as a number"] = (table, row) => table.Set(row, "code", Raw.Number(UglyTable.Meaning[row].Code)),
        ["a code in a format with noughts"] = (table, row) =>
            table.Set(row, "code", Raw.Number(UglyTable.Meaning[row].Code, XlsxFile.SixDigitsStyle)),
        ["a sum with noise"] = (table, row) =>
            table.Set(row, "quantity", Raw.Number($"{UglyTable.Meaning[row].Quantity:0.0}00000000000001")),
        ["an amount in percent"] = (table, row) => table.Spoil(row, "amount", Raw.Number("0.1", XlsxFile.PercentStyle), "not_an_amount"),
        ["half a character"] = (table, row) => table.Spoil(row, "name", "苹果_xD83D_", "text_unprintable"),
        ["two halves"] = (table, row) => table.Set(row, "note", "苹果_xD83D__xDE00_"),
        ["a nought character"] = (table, row) => table.Spoil(row, "name", "苹果_x0000_", "text_unprintable"),
        ["no character"] = (table, row) => table.Spoil(row, "name", "苹果_xFFFF_", "text_unprintable"),
        ["an error"] = (table, row) => table.Spoil(row, "amount", Raw.Formula("1/0", "#DIV/0!", "e"), "formula_failed"),
        ["a formula never computed"] = (table, row) => table.Spoil(row, "amount", Raw.Formula("D2*2", null), "formula_not_computed"),
        ["a formula"] = (table, row) => table.Set(row, "amount", Raw.Formula("A1", $"{UglyTable.Meaning[row].Fen / 100m}")),
        ["a day as its number without a format"] = (table, row) => table.Spoil(row, "day", Raw.Number("45422"), "not_a_day"),
        ["a hidden row"] = (table, _) => table.IsSecondRowHidden = true,
        ["a merged amount"] = (table, _) =>
        {
            table.MergedColumns.Add(UglyTable.Of("amount"));
            table.Spoil(0, "amount", 6_234.5m, "cell_merged");
            table.Spoil(1, "amount", null, "cell_merged");
        },
        ["a hidden sheet"] = (table, _) => table.Sheets.Add(new("旧", ["单据号", "其他"], ["x", "y"]) { IsHidden = true }),
        ["an empty sheet"] = (table, _) => table.Sheets.Add(new("Sheet2")),
        ["a sheet of explanations"] = (table, _) => table.Sheets.Add(new("说明", ["填写说明"], ["一、", "每行一笔"])),
        ["a sheet that goes on without headings"] = (table, _) =>
        {
            table.Sheets.Add(new("续表", ["BX-004", "苹果", "513430", 1, 2]));
            table.Faults.Add((-1, null, "sheet_not_read"));
        },
    };

    public static TheoryData<UglyFormat, string> Alone { get; } = new(
        from format in Enum.GetValues<UglyFormat>()
        from deformity in Deformities(format).Keys
        where format != UglyFormat.Gbk || deformity is not ("an invisible character" or "a mark of byte order within")
        select (format, deformity));

    public static TheoryData<UglyFormat> Pairs { get; } = [UglyFormat.Plain, UglyFormat.Gbk, UglyFormat.Xlsx];

    [Fact]
    public void There_are_enough_of_them() => Assert.True(Alone.Count > TablesMin, $"{Alone.Count}");

    [Theory, MemberData(nameof(Alone))]
    public async Task Each_deformity_is_read_as_it_is_meant_or_refused_where_it_is(UglyFormat format, string deformity)
    {
        var table = new UglyTable();
        Deformities(format)[deformity](table, 1);
        await HoldsAsync(table, format, deformity);
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task Two_deformities_are_read_as_they_are_meant_or_refused_where_they_are(UglyFormat format)
    {
        var deformities = Deformities(format);
        foreach (var (first, second) in
            from first in deformities.Keys from second in deformities.Keys where first != second select (first, second))
        {
            var table = new UglyTable();
            deformities[first](table, 1);
            deformities[second](table, 2);
            await HoldsAsync(table, format, $"{first} + {second}");
        }
    }

    static async Task HoldsAsync(UglyTable table, UglyFormat format, string what)
    {
        var (file, numbers) = table.Written(format);
        var read = await Samples.Read(file, UglyTable.Headings);
        var told = new HashSet<int>();
        foreach (var row in read.Rows)
        {
            var index = Array.IndexOf(numbers, row.Number);
            Assert.True(index >= 0, $"{what}: row {row.Number} is no data.");
            Check(row, UglyTable.Meaning[index], what);
            told.Add(index);
        }

        var faults = read.Faults.All.Select(fault => (Array.IndexOf(numbers, fault.Row ?? 0), fault.Column, fault.Code)).ToList();
        foreach (var fault in table.Faults)
        {
            // A row that is refused as a whole says nothing of its cells.
            Assert.True(
                faults.Contains(fault)
                    || faults.Exists(known => known.Item1 == fault.Row && (known.Column is null || fault.Column is null) && fault.Row >= 0)
                    || (fault.Code == "total_differs" && table.Faults.Count > 1),
                $"{what}: {fault} is not told, but {string.Join(" ", faults)}");
        }

        Assert.True(table.Faults.Count > 0 || !read.Faults.Any, $"{what}: {string.Join(" ", read.Faults.All.Select(fault => fault.En))}");
        Assert.True(
            numbers.Index().All(row => told.Contains(row.Index) || faults.Exists(fault => fault.Item1 == row.Index)),
            $"{what}: a row is lost without a word.");
    }

    /// <summary>What is sound is what was meant.</summary>
    static void Check(TableRow row, UglyTable.Sale meant, string what)
    {
        var read = new UglyTable.Sale(
            row.Identifier("no", 40), row.Identifier("name", 40), LenientFormats.Plain(row.Identifier("code", 40)), row.Decimal("quantity"),
            row.Fen("amount"), row.Day("day"));
        Assert.True(!row.IsSound || read == meant, $"{what}: {read} was read for {meant}.");
    }

    static Dictionary<string, Action<UglyTable, int>> Deformities(UglyFormat format) =>
        Everywhere.Concat(format == UglyFormat.Xlsx ? InWorkbooks : InTexts).ToDictionary();

    static string Wide(decimal number) =>
        string.Concat($"{number}".Select(sign => char.IsAsciiDigit(sign) ? (char)(sign - '0' + '０') : sign));
}
