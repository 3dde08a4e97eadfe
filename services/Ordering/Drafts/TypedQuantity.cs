using System.Text.RegularExpressions;
using Marketplace.Contracts;
using Marketplace.Tables;

namespace Marketplace.Ordering.Drafts;

/// <summary>A quantity as people type it, with or without its unit, in the trade unit of a product.</summary>
static partial class TypedQuantity
{
    static readonly Quantity Max = Quantity.Of(1_000_000);

    /// <summary>Grams of the units of weight that canteens use.</summary>
    static readonly Dictionary<string, decimal> Grams = new(StringComparer.Ordinal)
    {
        ["克"] = 1,
        ["G"] = 1,
        ["两"] = 50,
        ["斤"] = 500,
        ["市斤"] = 500,
        ["公斤"] = 1_000,
        ["千克"] = 1_000,
        ["KG"] = 1_000,
        ["担"] = 50_000,
        ["吨"] = 1_000_000,
        ["T"] = 1_000_000,
    };

    /// <summary>What was typed, in the trade unit; a fault when that can't be said exactly.</summary>
    /// <param name="typed">Such as "50" or "25公斤".</param>
    /// <param name="unit">The unit where it was typed by itself.</param>
    /// <param name="trade">In which the product is sold; null while that is not known: then only a bare number is understood.</param>
    public static (Quantity? Quantity, DraftFault? Fault) Of(string typed, string? unit, TradeUnit? trade)
    {
        var form = Form().Match(LenientFormats.Bare(typed));
        if (!form.Success || !LenientFormats.Number(form.Groups[1].Value, out var number))
        {
            return (null, new DraftFault(
                "quantity", "quantity_invalid", $"“{typed}”不是数量，请填写如 50 或 25公斤。", $"\"{typed}\" is no quantity such as 50 or 25 kg."));
        }

        string[] both = [form.Groups[2].Value, unit ?? ""];
        string[] named = [.. both.Select(NormalForm.Of).Where(name => name.Length > 0).Distinct()];
        if (named.Length > 1)
        {
            return (null, new DraftFault(
                "tradeUnit", "units_differ",
                $"数量“{typed}”与单位“{unit}”不一致，请只填一种单位。", $"The quantity \"{typed}\" and the unit \"{unit}\" differ; give one of them."));
        }

        if (trade is null)
        {
            return named.Length == 0 ? InRange(number) : (null, null);
        }

        return named is [var name] && name != NormalForm.Of(trade.Name) ? Converted(number, name, typed, trade) : InRange(number);
    }

    static (Quantity?, DraftFault?) Converted(decimal number, string name, string typed, TradeUnit trade)
    {
        if (!Grams.TryGetValue(name, out var grams) || trade.Grams is not { } each)
        {
            return (null, new DraftFault(
                "tradeUnit", "unit_unknown",
                $"“{typed}”的单位无法换算，该产品按“{trade.Name}”出售，请按此填写。",
                $"The unit of \"{typed}\" can't be converted: the product is sold by \"{trade.Name}\"; give the quantity in that."));
        }

        return number > decimal.MaxValue / grams ? InRange(decimal.MaxValue)
            : decimal.Round(number * grams / each, 3) is var units && units * each == number * grams ? InRange(units)
            : (null, new DraftFault(
                "quantity", "quantity_not_exact",
                $"“{typed}”不能恰好折合为“{trade.Name}”（每{trade.Name} {each} 克），请按“{trade.Name}”填写。",
                $"\"{typed}\" is not exactly a number of \"{trade.Name}\" of {each} grams; give the quantity in that."));
    }

    static (Quantity?, DraftFault?) InRange(decimal number) =>
        number > 0 && number <= Max.Units && decimal.Round(number, 3) == number
            ? (Quantity.Of(number), null)
            : (null, new DraftFault(
                "quantity", "quantity_out_of_range",
                "数量须大于 0 且不超过 1000000，最多三位小数。", "The quantity is more than 0 and at most 1000000, with at most three places."));

    // LenientFormats.Bare has made width, case and blanks plain.
    [GeneratedRegex(@"^([0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)(\D*)\z")]
    private static partial Regex Form();
}
