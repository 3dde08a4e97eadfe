using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Contracts;

/// <summary>Which regions goods can come from (CR-04): the same for listings of the catalogue and for imported ledgers.</summary>
public static class OriginRegion
{
    /// <summary>The code of the refusal.</summary>
    public const string NotCounty = "origin_not_county";

    /// <summary>
    /// True for counties and for cities that have none below them, such as 东莞. A certificate names no place as large as a province or a
    /// prefecture with counties, none without a code, and no placeholder such as 429000.
    /// </summary>
    /// <param name="level">The level of the region.</param>
    /// <param name="code">Its code; null for a functional zone.</param>
    /// <param name="hasCounties">Whether counties lie in it.</param>
    public static bool IsPossible(RegionLevel level, string? code, bool hasCounties) =>
        level == RegionLevel.County || (level == RegionLevel.Prefecture && !hasCounties && !RegionCode.IsPlaceholder(code));

    /// <summary>Why a region is refused as origin.</summary>
    /// <param name="name">The region, as the caller knows it.</param>
    public static BilingualText Refusal(string name) => new(
        $"产地须为县级行政区或不设县的地级市，“{name}”不是。",
        $"The origin must be a county, or a city without counties; \"{name}\" is neither.");
}
