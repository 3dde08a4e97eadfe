using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>A township or village as callers see it.</summary>
public sealed record SubdivisionView
{
    /// <summary>The stable id.</summary>
    public required string SubdivisionId { get; init; }

    /// <summary>The statistical code of the day, nine or twelve digits.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>With all in which it lies, as they were called on the day: 浙江省杭州市上城区凯旋街道.</summary>
    public required string WholeName { get; init; }

    public required SubdivisionLevel Level { get; init; }

    /// <summary>The id of the township in which a village lies; null for a township.</summary>
    public string? ParentId { get; init; }

    /// <summary>The county in which it lay on the day; what counts for origin, affiliation and credit.</summary>
    public required string CountyRegionId { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <param name="prefix">What it lies in, as <see cref="WholeName"/> begins.</param>
    public static SubdivisionView Of(Subdivision row, string prefix) => new()
    {
        SubdivisionId = row.SubdivisionId,
        Code = row.Code,
        Name = row.Name,
        WholeName = prefix + row.Name,
        Level = row.Level,
        ParentId = row.ParentId,
        CountyRegionId = row.CountyId,
        ValidFrom = row.ValidFrom,
        ValidTo = row.ValidTo,
    };
}
