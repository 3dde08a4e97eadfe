using System.Text.RegularExpressions;

namespace Marketplace.Tables;

/// <summary>Recognises numbers, codes and document numbers that a spreadsheet took for something else and changed.</summary>
static partial class SpoiltNumber
{
    // What a spreadsheet keeps of a long number; behind it stand noughts.
    const int DigitsKept = 15;
    const int DigitsSure = 20;
    const string Months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";

    /// <summary>What has become of it, to stand behind the heading; null when it is as it was typed, as far as one can see.</summary>
    public static (string Zh, string En)? Of(string text, CellContent content) => content switch
    {
        CellContent.Day => (
            $"已被表格软件改为日期“{text}”，请把该列设为文本后重新填写。",
            $"was turned into the date “{text}” by the spreadsheet: format the column as text and type it again."),
        CellContent.Percent => (
            $"“{text}”是百分数，不是编号，请把该列设为文本后重新填写。", $"“{text}” is a percentage: format the column as text and type it again."),
        _ when ScientificForm().IsMatch(text) => (
            $"“{text}”已被表格软件改为科学计数，请把该列设为文本后重新填写。",
            $"“{text}” was spoilt by the spreadsheet: format the column as text and type it again."),
        _ when DecimalForm().IsMatch(text) => (
            $"“{text}”已被程序改为小数，请把该列设为文本后重新填写，不带“.0”。",
            $"“{text}” was turned into a decimal number by some program: format the column as text and type it again without “.0”."),
        _ when DayForm().IsMatch(text) => (
            $"“{text}”像是表格软件改成的日期，请把该列设为文本后重新填写。",
            $"“{text}” looks like a date that the spreadsheet made of it: format the column as text and type it again."),
        _ when text.Length >= DigitsSure && text.All(char.IsAsciiDigit) && text.AsSpan(DigitsKept).TrimEnd('0').IsEmpty => (
            $"“{text}”第 {DigitsKept} 位以后全是零，应是被表格软件舍入了，请把该列设为文本后重新填写。",
            $"“{text}” has nothing but noughts behind its 15th digit, as spreadsheets round it: "
            + "format the column as text and type it again."),
        _ => null,
    };

    /// <summary>Whether a number of digits is shorter than it can be, as when a spreadsheet drops the noughts in front.</summary>
    public static (string Zh, string En)? WithoutNoughts(string text, CellContent content, int digits) =>
        text.Length < digits && text.All(char.IsAsciiDigit) && (content == CellContent.Number || text.Length >= digits - 2)
            ? ($"“{text}”不足 {digits} 位，前面的零可能已被表格软件去掉，请把该列设为文本后重新填写。",
                $"“{text}” has fewer than {digits} digits: the spreadsheet may have dropped the noughts in front. "
                + "Format the column as text and type it again.")
            : null;

    [GeneratedRegex(@"^[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]+\z")]
    private static partial Regex ScientificForm();

    [GeneratedRegex(@"^[0-9]+\.0+\z")]
    private static partial Regex DecimalForm();

    [GeneratedRegex(
        $@"^(?:[0-9]{{1,2}}月[0-9]{{1,2}}日|[0-9]{{1,2}}-(?:{Months})|(?:{Months})-[0-9]{{2}})\z")]
    private static partial Regex DayForm();
}
