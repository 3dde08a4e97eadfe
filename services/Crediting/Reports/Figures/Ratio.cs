using System.Globalization;

namespace Marketplace.Crediting.Reports;

/// <summary>A ratio of exact amounts, rounded once, to hundredths of a percent, half away from zero (CR-24).</summary>
/// <param name="BasisPoints">In hundredths of a percent; null when there is no positive base (EC-72).</param>
/// <param name="Percent">"57.71%", or "—".</param>
public sealed record Ratio(long? BasisPoints, string Percent)
{
    public static Ratio Unknown { get; } = new(null, "—");

    /// <summary>EC-35: of a unit without canteen.</summary>
    public static Ratio NotApplicable { get; } = new(null, "不适用 n/a");

    public static Ratio Of(decimal? exact) => Rounded(exact) is { } basisPoints
        ? new Ratio(basisPoints, string.Create(CultureInfo.InvariantCulture, $"{basisPoints / 100m:0.00}%"))
        : Unknown;

    public static Ratio Of(long part, long whole) => Of(Exact(part, whole));

    /// <summary>Over a base; unknown when the base is not positive (EC-72).</summary>
    public static Ratio Growth(long now, long before) => Of(now - before, before);

    /// <summary>The same of prices and quantities.</summary>
    public static Ratio Growth(decimal? now, decimal? before) => Of(before is > 0 ? (now - before) / before : null);

    /// <summary>Null without a positive base.</summary>
    public static decimal? Exact(long part, long whole) => whole <= 0 ? null : (decimal)part / whole;

    /// <summary>In hundredths of a percent.</summary>
    public static long? Rounded(decimal? exact) =>
        exact is { } known ? (long)decimal.Round(known * 10_000m, 0, MidpointRounding.AwayFromZero) : null;
}
