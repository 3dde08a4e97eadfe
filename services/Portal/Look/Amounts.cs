using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.Portal.Look;

/// <summary>Numbers and days as officials write them; days and clock texts are those of Asia/Shanghai.</summary>
public static class Amounts
{
    const decimal FenPerYuan = 100;
    const decimal YuanPerTenThousand = 10_000;
    const decimal YuanPerHundredMillion = 100_000_000;

    const long MostYuan = 1_000_000_000_000;

    /// <summary>
    /// What somebody typed in yuan. Nothing, which every service refuses, for what is no amount of whole fen: it is never rounded.
    /// </summary>
    public static long FenOf(string yuan) =>
        decimal.TryParse(yuan.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        && amount < MostYuan && decimal.IsInteger(amount * FenPerYuan)
            ? (long)(amount * FenPerYuan) : 0;

    extension(Language language)
    {
        /// <summary>万元, from a hundred million on 亿元; in English yuan.</summary>
        public string Large(long? fen)
        {
            if (fen is not { } known)
            {
                return "—";
            }

            var yuan = known / FenPerYuan;
            return language.IsEnglish ? $"¥{yuan.ToString("#,0", CultureInfo.InvariantCulture)}"
                : Math.Abs(yuan) >= YuanPerHundredMillion
                    ? $"{(yuan / YuanPerHundredMillion).ToString("#,0.00", CultureInfo.InvariantCulture)} 亿元"
                    : $"{(yuan / YuanPerTenThousand).ToString("#,0.00", CultureInfo.InvariantCulture)} 万元";
        }

        /// <summary>Yuan with two decimals.</summary>
        public string Yuan(long? fen) => fen is not { } known ? "—"
            : language.IsEnglish ? $"¥{(known / FenPerYuan).ToString("#,0.00", CultureInfo.InvariantCulture)}"
            : $"{(known / FenPerYuan).ToString("#,0.00", CultureInfo.InvariantCulture)} 元";

        /// <summary>Basis points as percent.</summary>
        public string Percent(long? basisPoints) =>
            basisPoints is { } known ? $"{(known / 100m).ToString("0.0", CultureInfo.InvariantCulture)}%" : "—";

        /// <summary>Basis points as percentage points, with a sign.</summary>
        public string Points(long? basisPoints) => basisPoints is { } known
            ? $"{(known / 100m).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture)} {language["个百分点", "pp"]}" : "—";

        /// <summary>A day with its weekday.</summary>
        public string Day(DateOnly day) => language.IsEnglish
            ? day.ToString("ddd d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"))
            : $"{day.Year}年{day.Month}月{day.Day}日（{"日一二三四五六"[(int)day.DayOfWeek]}）";

        public string Month(string month) => DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", out var first)
            ? language.IsEnglish ? first.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB")) : $"{first.Year}年{first.Month}月"
            : month;

        /// <summary>Day and time.</summary>
        public string At(DateTimeOffset? instant) =>
            instant is { } known ? BusinessDay.WallClock(known).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "—";
    }
}
