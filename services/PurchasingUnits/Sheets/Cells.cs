using System.Globalization;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>How values are written in cells.</summary>
static class Cells
{
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of(bool flag) => flag ? "是" : "否";

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>"2024-01-01", or "2024-01-01/2025-01-01" when it has ended.</summary>
    public static string Period(DateOnly from, DateOnly? to) => to is { } end ? $"{Of(from)}/{Of(end)}" : Of(from);
}
