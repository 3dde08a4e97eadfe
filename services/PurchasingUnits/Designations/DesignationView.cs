using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Designations;

/// <summary>A county assigned to a unit, as callers see it.</summary>
public sealed record DesignationView
{
    public required Guid DesignationId { get; init; }

    public required long Version { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required string CountyRegionId { get; init; }

    public required RegionPath CountyPath { get; init; }

    public required string CountyName { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it is no longer valid; null while open.</summary>
    public DateOnly? ValidTo { get; init; }

    public string? SourceDocument { get; init; }

    /// <summary>When this version was registered.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    public static DesignationView Of(Designation designation) => new()
    {
        DesignationId = designation.Id,
        Version = designation.Version,
        UnitId = designation.UnitId,
        UnitName = designation.UnitName,
        CountyRegionId = designation.CountyRegionId,
        CountyPath = new RegionPath(designation.CountyPath),
        CountyName = designation.CountyName,
        ValidFrom = designation.ValidFrom,
        ValidTo = designation.ValidTo,
        SourceDocument = designation.SourceDocument,
        RegisteredAt = designation.ChangedAt,
    };
}
