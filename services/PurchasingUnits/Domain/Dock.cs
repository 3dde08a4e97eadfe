using Marketplace.Contracts;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>
/// Where a unit takes in goods (收货点). Nothing is credited by where a dock is: the region of a purchase is that of its unit (CR-06).
/// </summary>
public sealed class Dock
{
    Dock()
    {
    }

    public Guid Id { get; private init; }

    public Guid UnitId { get; private init; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; private set; }

    /// <summary>What it is now.</summary>
    public DockFacts Facts { get; private set; } = null!;

    /// <summary>First day on which it takes in goods.</summary>
    public DateOnly ValidFrom { get; private init; }

    /// <summary>First day on which it no longer does; null while it does.</summary>
    public DateOnly? ValidTo { get; private set; }

    public static Dock Register(Guid id, Guid unitId, DockFacts facts, DateOnly validFrom) => new()
    {
        Id = id,
        UnitId = unitId,
        Version = 1,
        Facts = facts,
        ValidFrom = validFrom,
    };

    /// <summary>It is something else from now on; orders that are placed keep what they were told.</summary>
    public void Revise(DockFacts facts)
    {
        Facts = facts;
        Version++;
    }

    /// <summary>It takes in goods no more from a day on; false, and nothing is changed, when that day is not after its first.</summary>
    public bool End(DateOnly on)
    {
        if (on <= ValidFrom)
        {
            return false;
        }

        ValidTo = on;
        Version++;
        return true;
    }

    /// <summary>Its address and contact are forgotten, long after its end.</summary>
    public void Forget()
    {
        Facts = Facts with { Address = null, Latitude = null, Longitude = null, ContactPost = null };
        Version++;
    }
}

/// <summary>What a dock is at a time.</summary>
public sealed record DockFacts
{
    public required string Name { get; init; }

    public required string RegionId { get; init; }

    /// <summary>Null once it is forgotten.</summary>
    public required string? Address { get; init; }

    /// <summary>WGS 84, in degrees; null when not known, as <see cref="Longitude"/> is.</summary>
    public decimal? Latitude { get; init; }

    public decimal? Longitude { get; init; }

    /// <summary>By weekday and time, without overlap.</summary>
    public required IReadOnlyList<ReceivingHours> Hours { get; init; }

    /// <summary>The payload of the largest vehicle that it can unload, in kilograms; null when not limited.</summary>
    public int? VehicleKgMax { get; init; }

    public required bool HasColdStore { get; init; }

    /// <summary>Which post takes in the goods, such as 食堂库管岗, not which person; null when not told or forgotten.</summary>
    public string? ContactPost { get; init; }
}
