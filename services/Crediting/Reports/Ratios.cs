using System.Globalization;

namespace Marketplace.Crediting.Reports;

/// <summary>Ratios from exact amounts, rounded once, to hundredths of a percent, half away from zero (CR-24).</summary>
public static class Ratios
{
    const decimal BasisPoints = 10_000m;

    /// <summary>Null without a positive base (EC-72).</summary>
    public static decimal? Of(long part, long whole) => whole <= 0 ? null : (decimal)part / whole;

    /// <summary>In hundredths of a percent.</summary>
    public static long? Rounded(decimal? share) => share is { } known ? Rounded(known) : null;

    public static long Rounded(decimal share) => (long)decimal.Round(share * BasisPoints, 0, MidpointRounding.AwayFromZero);

    /// <summary>"57.71%", or "—" when unknown.</summary>
    public static string Shown(long? basisPoints) =>
        basisPoints is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 100m:0.00}%") : "—";
}
