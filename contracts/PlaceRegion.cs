using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Contracts;

/// <summary>
/// Which regions are places (CR-20): where goods are delivered, where a supplier sits and works, which county is assisted. The same in
/// every service and in imported tables, but for the deliveries of ledgers, of which the province is enough (CR-05e); where goods come from
/// is narrower still (<see cref="OriginRegion"/>).
/// </summary>
public static class PlaceRegion
{
    /// <summary>The code of the refusal of what is too large to be a place.</summary>
    public const string NotPlace = "region_not_a_place";

    /// <summary>The code of the refusal of a placeholder, which nothing can lie in or belong to.</summary>
    public const string Placeholder = "region_is_placeholder";

    /// <summary>
    /// True for counties, for cities that have none below them, such as 东莞, and for functional zones. Provinces, prefectures with counties
    /// and placeholders such as 429000 are no places.
    /// </summary>
    /// <param name="level">The level of the region.</param>
    /// <param name="code">Its code; null for a functional zone.</param>
    /// <param name="hasCounties">Whether counties lie in it.</param>
    public static bool IsPossible(RegionLevel level, string? code, bool hasCounties) =>
        level == RegionLevel.FunctionalZone || OriginRegion.IsPossible(level, code, hasCounties);

    /// <summary>Why a region is refused as a place.</summary>
    /// <param name="name">The region, as the caller knows it.</param>
    public static BilingualText Refusal(string name) => new(
        $"此处须具体到县级行政区、不设县的地级市或功能区，“{name}”不是；请选择其下级区划。",
        $"This must be a county, a city without counties or a zone; \"{name}\" is none: choose one inside it.");

    /// <summary>Why a placeholder is refused where a region of any level may stand.</summary>
    /// <param name="name">The region, as the caller knows it.</param>
    public static BilingualText PlaceholderRefusal(string name) => new(
        $"“{name}”只是代码表中的占位，不是行政区；请选择其下的县级市。",
        $"\"{name}\" only holds a place in the table of codes and is no region: choose a city inside it.");
}
