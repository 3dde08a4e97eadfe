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

/// <summary>A way as somebody declared or measured it, in this direction only.</summary>
/// <param name="From">Place.</param>
/// <param name="To">Place.</param>
/// <param name="Metres">Its length.</param>
/// <param name="Seconds">How long a lorry takes.</param>
public sealed record DeclaredLane(int From, int To, int Metres, int Seconds);
