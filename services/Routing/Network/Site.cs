namespace Marketplace.Routing.Network;

/// <summary>Where a place is.</summary>
/// <param name="LongitudeMicroDegrees">WGS 84.</param>
/// <param name="LatitudeMicroDegrees">WGS 84.</param>
/// <param name="Terrain">How winding the roads around it are.</param>
public sealed record Site(int LongitudeMicroDegrees, int LatitudeMicroDegrees, Terrain Terrain);

/// <summary>How much longer than the straight line the roads around a place are.</summary>
public enum Terrain
{
    /// <summary>平原.</summary>
    Plain = 1,

    /// <summary>丘陵.</summary>
    Hills = 2,

    /// <summary>山区.</summary>
    Mountains = 3,

    /// <summary>高山峡谷.</summary>
    Gorges = 4,
}

/// <summary>
/// A way as somebody declared or measured it, in this direction only, between places or all places of an area. Of several that hold
/// between two places the one with the more exact beginning counts, and of those the one with the more exact end.
/// </summary>
/// <param name="From">Area, which may be of one place alone.</param>
/// <param name="To">Area.</param>
/// <param name="Metres">Its length.</param>
/// <param name="Seconds">How long a lorry takes.</param>
public sealed record DeclaredLane(int From, int To, int Metres, int Seconds);

/// <summary>How long lorries took, between places of which these areas are the most exact.</summary>
/// <param name="From">Area.</param>
/// <param name="To">Area.</param>
/// <param name="Seconds">What half of them did not exceed.</param>
public sealed record ObservedDuration(int From, int To, int Seconds)
{
    /// <summary>What is planned with: what was observed, but no less than half and no more than three times what is declared.</summary>
    /// <param name="declared">In seconds, or reckoned where nothing is declared.</param>
    public static int Within(int observed, int declared) => Math.Clamp(observed, declared / 2, 3 * declared);
}
