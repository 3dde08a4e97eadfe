namespace Marketplace.Crediting.Reports;

/// <summary>A ratio as programs and as people read it.</summary>
/// <param name="BasisPoints">In hundredths of a percent; null when there is no positive base.</param>
/// <param name="Percent">"57.71%", or "—".</param>
public sealed record Ratio(long? BasisPoints, string Percent)
{
    public static Ratio Of(decimal? share)
    {
        var rounded = Ratios.Rounded(share);
        return new Ratio(rounded, Ratios.Shown(rounded));
    }

    public static Ratio Of(long part, long whole) => Of(Ratios.Of(part, whole));
}
