using System.Globalization;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>A county that is assigned to a unit (定点帮扶) for a time (CR-10).</summary>
public sealed class Designation
{
    Designation()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; private set; }

    public Guid UnitId { get; private init; }

    public string UnitName { get; private set; } = "";

    public string CountyRegionId { get; private init; } = "";

    /// <summary>The county with its ancestors, as <see cref="Contracts.RegionPath"/> writes them.</summary>
    public string CountyPath { get; private set; } = "";

    public string CountyName { get; private set; } = "";

    public DateOnly ValidFrom { get; private init; }

    /// <summary>First day on which it is no longer valid; null while open.</summary>
    public DateOnly? ValidTo { get; private set; }

    public string? SourceDocument { get; private set; }

    /// <summary>When this version was registered.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    public static Designation Register(
        Guid id, PurchasingUnit unit, Region county, DateOnly validFrom, DateOnly? validTo, string? document, DateTimeOffset now) => new()
        {
            Id = id,
            Version = 1,
            UnitId = unit.Id,
            UnitName = unit.Name,
            CountyRegionId = county.Id,
            CountyPath = county.Path,
            CountyName = county.Name,
            ValidFrom = validFrom,
            ValidTo = validTo,
            SourceDocument = document,
            ChangedAt = now,
        };

    /// <summary>The id of a designation on a list that gives none.</summary>
    public static Guid IdOf(Guid unitId, string countyId, DateOnly validFrom) =>
        StableId.Of("designation", unitId.ToString("D"), countyId, validFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>True when the two would credit the same sales twice: same unit, same county, and a day on which both are valid.</summary>
    public bool Overlaps(Designation other) =>
        UnitId == other.UnitId && CountyRegionId == other.CountyRegionId
        && (other.ValidTo is null || ValidFrom < other.ValidTo) && (ValidTo is null || other.ValidFrom < ValidTo);

    public void Revise(DateOnly? validTo, string? document, DateTimeOffset now)
    {
        (ValidTo, SourceDocument, ChangedAt) = (validTo, document, now);
        Version++;
    }

    /// <summary>Takes the names and the place as they are now (CR-20). Says whether they differ.</summary>
    public bool Refresh(string unitName, string countyName, string countyPath, DateTimeOffset now)
    {
        if (UnitName == unitName && CountyName == countyName && CountyPath == countyPath)
        {
            return false;
        }

        (UnitName, CountyName, CountyPath, ChangedAt) = (unitName, countyName, countyPath, now);
        Version++;
        return true;
    }
}
