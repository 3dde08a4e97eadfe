using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.Rulebook.Tests.Notation;

/// <summary>Values as people write them: "4,651.30", "2,800万元", "120.5 斤", "2024-05-10".</summary>
public static class Written
{
    static readonly (string Word, decimal Yuan)[] Multiples = [("亿元", 100_000_000m), ("万元", 10_000m), ("元", 1m)];

    /// <summary>Net grams of units of weight; all others count pieces.</summary>
    static readonly Dictionary<string, long> Grams = new()
    {
        ["克"] = 1,
        ["两"] = 50,
        ["斤"] = 500,
        ["公斤"] = 1_000,
        ["kg"] = 1_000,
        ["吨"] = 1_000_000,
    };

    /// <summary>An amount in yuan, with thousands separators or not.</summary>
    public static Money Money(string text)
    {
        var multiple = Multiples.FirstOrDefault(row => text.EndsWith(row.Word, StringComparison.Ordinal));
        var fen = Number(text[..^(multiple.Word?.Length ?? 0)]) * (multiple.Word is null ? 1m : multiple.Yuan) * 100m;
        return decimal.Truncate(fen) == fen ? new Money((long)fen) : throw new FormatException($"{text} is no whole number of fen.");
    }

    public static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    public static UnitPrice Price(string text) => UnitPrice.FromYuan(Number(text));

    /// <summary>A quantity with its trade unit; pieces (件) when none is written.</summary>
    public static (Quantity Quantity, TradeUnit Unit) Quantity(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = parts.Length > 1 ? parts[1] : "件";
        var unit = Grams.TryGetValue(name, out var grams)
            ? new TradeUnit { Name = name, Grams = grams }
            : new TradeUnit { Name = name, Pieces = 1 };
        return (Contracts.Quantity.Of(Number(parts[0])), unit);
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day stands for noon in Asia/Shanghai; an instant is written with its offset.</summary>
    public static DateTimeOffset Instant(string text) => text.Contains('T', StringComparison.Ordinal)
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime()
        : BusinessDay.StartOf(Day(text)).AddHours(12);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static decimal Number(string text) =>
        decimal.Parse(
            text.Trim(),
            NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture);
}
