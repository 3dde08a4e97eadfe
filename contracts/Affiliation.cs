namespace Marketplace.Contracts;

/// <summary>Where a unit belongs (归属地), or a facilitator is registered, from a day on (CR-06, CR-07).</summary>
/// <param name="Path">The region with its ancestors of those days.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day on which it no longer holds; null while it does.</param>
public sealed record Affiliation(RegionPath Path, DateOnly ValidFrom, DateOnly? ValidTo = null)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);
}

/// <summary>Affiliations over time.</summary>
public static class Affiliations
{
    extension(IReadOnlyList<Affiliation> affiliations)
    {
        /// <summary>The region of a day; null when none holds then. They don't overlap.</summary>
        public RegionPath? On(DateOnly day)
        {
            foreach (var affiliation in affiliations)
            {
                if (affiliation.HoldsOn(day))
                {
                    return affiliation.Path;
                }
            }

            return null;
        }
    }
}
