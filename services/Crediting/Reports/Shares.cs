using System.Globalization;

namespace Marketplace.Crediting.Reports;

/// <summary>Ratios from exact amounts, rounded once, to hundredths of a percent, half away from zero (CR-24).</summary>
public static class Shares
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

/// <summary>A ratio as programs and as people read it.</summary>
/// <param name="BasisPoints">In hundredths of a percent; null when there is no positive base.</param>
/// <param name="Percent">"57.71%", or "—".</param>
public sealed record Share(long? BasisPoints, string Percent)
{
    public static Share Of(decimal? share)
    {
        var rounded = Shares.Rounded(share);
        return new Share(rounded, Shares.Shown(rounded));
    }

    public static Share Of(long part, long whole) => Of(Shares.Of(part, whole));
}
