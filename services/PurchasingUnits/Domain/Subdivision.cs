namespace Marketplace.PurchasingUnits.Domain;

/// <summary>
/// What a township or village (乡级、村级区划) was for a time: its statistical code, its name and the county in which it lay. It is no region of
/// the tree: who buys, helps or sells belongs to its county, and nothing is credited below a county (CR-20).
/// </summary>
public sealed class Subdivision
{
    Subdivision()
    {
    }

    /// <summary>The stable id: the code under which it was first registered.</summary>
    public string SubdivisionId { get; private init; } = "";

    public DateOnly ValidFrom { get; private init; }

    /// <summary>First day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; private set; }

    /// <summary>The statistical code (统计用区划代码): nine digits of a township, twelve of a village.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private init; } = "";

    public SubdivisionLevel Level { get; private init; }

    /// <summary>The id of the township in which a village lies; null for a township.</summary>
    public string? ParentId { get; private init; }

    /// <summary>The county, or the city without counties, in which it lies.</summary>
    public string CountyId { get; private init; } = "";

    public string Document { get; private init; } = "";

    public static Subdivision Of(
        string id, string code, string name, string? parentId, string countyId, DateOnly validFrom, string document) => new()
        {
            SubdivisionId = id,
            ValidFrom = validFrom,
            Code = code,
            Name = name,
            Level = parentId is null ? SubdivisionLevel.Township : SubdivisionLevel.Village,
            ParentId = parentId,
            CountyId = countyId,
            Document = document,
        };

    public void EndOn(DateOnly day) => ValidTo = day;
}

/// <summary>What lies below a county.</summary>
public enum SubdivisionLevel
{
    /// <summary>乡、镇、街道.</summary>
    Township = 1,

    /// <summary>村、社区.</summary>
    Village = 2,
}
