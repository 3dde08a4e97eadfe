namespace Marketplace.PurchasingUnits.Domain;

/// <summary>That a county was on the list of former poverty counties (832 脱贫县) for a time.</summary>
public sealed class PovertyListing
{
    PovertyListing()
    {
    }

    public string RegionId { get; private init; } = "";

    public DateOnly ValidFrom { get; private init; }

    /// <summary>First day on which it is no longer on the list; null while it is.</summary>
    public DateOnly? ValidTo { get; private set; }

    public string? Document { get; private set; }

    /// <summary>True while it is as the reference list says: what people file for the county replaces it.</summary>
    public bool FollowsReference { get; private set; }

    public static PovertyListing Of(
        string regionId, DateOnly validFrom, DateOnly? validTo, string? document, bool followsReference = false) => new()
        {
            RegionId = regionId,
            ValidFrom = validFrom,
            ValidTo = validTo,
            Document = document,
            FollowsReference = followsReference,
        };

    public bool Overlaps(PovertyListing other) =>
        (other.ValidTo is null || ValidFrom < other.ValidTo) && (ValidTo is null || other.ValidFrom < ValidTo);

    /// <summary>Says whether anything is different from what was known.</summary>
    public bool Revise(DateOnly? validTo, string? document)
    {
        if (ValidTo == validTo && Document == document)
        {
            return false;
        }

        (ValidTo, Document, FollowsReference) = (validTo, document, false);
        return true;
    }
}
