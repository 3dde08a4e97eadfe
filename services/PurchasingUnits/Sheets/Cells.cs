using System.Globalization;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>How values are written in cells.</summary>
static class Cells
{
    const decimal FenPerYuan = 100m;

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Of(DateOnly? day) => day is { } given ? Of(given) : null;

    public static string Of(bool flag) => flag ? "是" : "否";

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string? Yuan(long? fen) => fen is { } given ? (given / FenPerYuan).ToString("0.00", CultureInfo.InvariantCulture) : null;

    public static string Percent(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>"2024-01-01", or "2024-01-01/2025-01-01" when it has ended.</summary>
    public static string Period(DateOnly from, DateOnly? to) => to is { } end ? $"{Of(from)}/{Of(end)}" : Of(from);
}
