namespace Marketplace.PurchasingUnits.Domain;

/// <summary>
/// What code, name and parent a region had for a time (沿革). Regions of which only the ones of the day are known have none; the
/// versions of the others are ordered by day, without gap, and the last one is open unless the region has ended.
/// </summary>
public sealed class RegionCodeVersion
{
    RegionCodeVersion()
    {
    }

    public string RegionId { get; private init; } = "";

    /// <summary>The GB/T 2260 code; null for a functional zone.</summary>
    public string? Code { get; private init; }

    public string Name { get; private init; } = "";

    public string? ParentId { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>First day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; private set; }

    /// <summary>The region as it is now, from that day on.</summary>
    public static RegionCodeVersion Of(Region region, DateOnly validFrom, DateOnly? validTo = null) => new()
    {
        RegionId = region.Id,
        Code = region.Code,
        Name = region.Name,
        ParentId = region.ParentId,
        ValidFrom = validFrom,
        ValidTo = validTo,
    };

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);

    public void EndOn(DateOnly day) => ValidTo = day;
}
