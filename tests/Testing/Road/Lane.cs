using Marketplace.Contracts;

namespace Marketplace.Testing.Road;

/// <summary>
/// A way goods go: from a county in the west to a region in the east, and the pairings of the reference data that it is credited to.
/// </summary>
/// <param name="Origin">The origin county.</param>
/// <param name="East">The buyers' region.</param>
/// <param name="Credits">Which tiers are paired, and between whom.</param>
public sealed record Lane(string Origin, string East, string Product, IReadOnlyList<LaneCredit> Credits)
{
    /// <summary>Lanes with three tiers, two, one and none.</summary>
    public static IReadOnlyList<Lane> All { get; } =
    [
        new("513430", "330211", "金阳青花椒",
        [
            new(PairingTier.Province, "330000", "510000"),
            new(PairingTier.City, "330200", "513400"), new(PairingTier.County, "330211", "513430"),
        ]),
        new("510824", "330110", "苍溪红心猕猴桃",
        [
            new(PairingTier.Province, "330000", "510000"),
            new(PairingTier.City, "330100", "510800"), new(PairingTier.County, "330110", "510824"),
        ]),
        new("150125", "110109", "武川马铃薯",
        [
            new(PairingTier.Province, "110000", "150000"), new(PairingTier.County, "110109", "150125"),
        ]),
        new("513423", "330212", "盐源苹果",
        [
            new(PairingTier.Province, "330000", "510000"), new(PairingTier.City, "330200", "513400"),
        ]),
        new("620503", "310107", "麦积苹果", []),
    ];
}

/// <summary>A pairing by its tier and parties.</summary>
public sealed record LaneCredit(PairingTier Tier, string East, string West);
