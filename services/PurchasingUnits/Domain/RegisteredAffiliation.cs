using Marketplace.Contracts;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>
/// Where a unit belongs (归属地), or a facilitator is registered, from a day on: the east region of what it buys
/// or helps to sell (CR-06, CR-07).
/// </summary>
public sealed class RegisteredAffiliation
{
    RegisteredAffiliation()
    {
    }

    public string RegionId { get; private set; } = "";

    /// <summary>The region with its ancestors of those days, as <see cref="Contracts.RegionPath"/> writes them.</summary>
    public string RegionPath { get; private set; } = "";

    public DateOnly ValidFrom { get; private init; }

    /// <summary>First day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; private set; }

    /// <summary>As messages carry it.</summary>
    public Affiliation ToValue() => new(new RegionPath(RegionPath), ValidFrom, ValidTo);

    internal static RegisteredAffiliation With(RegionPath region, DateOnly validFrom, DateOnly? validTo = null) =>
        new() { RegionId = region.RegionId, RegionPath = region.Value, ValidFrom = validFrom, ValidTo = validTo };

    internal void EndOn(DateOnly day) => ValidTo = day;

    /// <summary>Makes the stored affiliations equal to the replacement. Says whether that is different.</summary>
    /// <param name="stored">Rows that stay are changed and not replaced, since the database knows them by their first day.</param>
    /// <param name="replacement">Ordered by day, without overlap.</param>
    internal static bool Rewrite(List<RegisteredAffiliation> stored, IReadOnlyList<RegisteredAffiliation> replacement)
    {
        var days = replacement.Select(affiliation => affiliation.ValidFrom).ToHashSet();
        var isChanged = stored.RemoveAll(affiliation => !days.Contains(affiliation.ValidFrom)) > 0;
        foreach (var wanted in replacement)
        {
            if (stored.Find(affiliation => affiliation.ValidFrom == wanted.ValidFrom) is not { } old)
            {
                stored.Add(wanted);
                isChanged = true;
            }
            else if (old.RegionPath != wanted.RegionPath || old.ValidTo != wanted.ValidTo)
            {
                (old.RegionId, old.RegionPath, old.ValidTo) = (wanted.RegionId, wanted.RegionPath, wanted.ValidTo);
                isChanged = true;
            }
        }

        return isChanged;
    }
}
