namespace Marketplace.PurchasingUnits.Domain;

/// <summary>That a unit's region was split, and somebody must say to which of the parts the unit belongs (CR-20).</summary>
public sealed class Reaffiliation
{
    Reaffiliation()
    {
    }

    public Guid UnitId { get; private init; }

    /// <summary>The region that was split.</summary>
    public string RegionId { get; private init; } = "";

    /// <summary>The day of the split.</summary>
    public DateOnly On { get; private init; }

    /// <summary>When it was said; null while it is open.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    public static Reaffiliation Of(Guid unitId, string regionId, DateOnly on) => new() { UnitId = unitId, RegionId = regionId, On = on };

    public void Settle(DateTimeOffset now) => SettledAt = now;
}
