using Marketplace.Contracts;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>Where a unit belongs (归属地) from a day on: the east region of what it buys (CR-06).</summary>
public sealed class Affiliation
{
    Affiliation()
    {
    }

    public string RegionId { get; private init; } = "";

    /// <summary>The region with its ancestors, as <see cref="Contracts.RegionPath"/> writes them.</summary>
    public string RegionPath { get; private init; } = "";

    public DateOnly ValidFrom { get; private init; }

    /// <summary>First day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; private set; }

    internal static Affiliation With(RegionPath region, DateOnly validFrom) =>
        new() { RegionId = region.RegionId, RegionPath = region.Value, ValidFrom = validFrom };

    internal void EndOn(DateOnly day) => ValidTo = day;
}
