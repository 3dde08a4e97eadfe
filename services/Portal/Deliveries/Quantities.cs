using System.Globalization;

namespace Marketplace.Portal.Deliveries;

/// <summary>Amounts of goods as they travel: decimal strings with at most three decimals.</summary>
static class Quantities
{
    /// <returns>Null for what is no amount.</returns>
    public static decimal? Read(string? text) =>
        decimal.TryParse(
            text?.Trim().Replace('。', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount : null;

    public static string Write(decimal amount) => amount.ToString("0.###", CultureInfo.InvariantCulture);
}
