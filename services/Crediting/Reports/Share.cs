namespace Marketplace.Crediting.Reports;

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
