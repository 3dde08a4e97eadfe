using Marketplace.Contracts;

namespace Marketplace.Accounts.Registry;

/// <summary>Whose office answers for an organisation.</summary>
static class RegionOfToday
{
    /// <summary>The region of a day; the last one when none holds on it, and null when there never was one.</summary>
    public static string? RegionIdOn(this IReadOnlyList<Affiliation> affiliations, DateOnly day) =>
        (affiliations.On(day) ?? (affiliations.Count == 0 ? null : affiliations[^1].Path))?.RegionId;
}
