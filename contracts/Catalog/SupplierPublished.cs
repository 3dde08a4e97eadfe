namespace Marketplace.Contracts.Catalog;

/// <summary>A supplier as the catalogue knows it now: sent when it registers and whenever it changes.</summary>
/// <remarks>
/// From Catalog. To Ordering (the name that is frozen into orders, and the days on which it may not sell), Crediting
/// (suspensions, CR-05; names in reports) and Accounts (which office invites its first administrator).
/// </remarks>
public sealed record SupplierPublished
{
    public required Guid SupplierId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    public required string Name { get; init; }

    public required SupplierType Type { get; init; }

    public required RegionPath RegistrationPath { get; init; }

    public required RegionPath OperatingPath { get; init; }

    /// <summary>
    /// The days on which it could not sell, in the order in which they were decided; what it confirmed meanwhile is not eligible (CR-05c).
    /// It may sell on every other day.
    /// </summary>
    public IReadOnlyList<Suspension>? Suspensions { get; init; }

    /// <param name="From">The first day.</param>
    /// <param name="Until">The first day on which it may sell again; null while nobody knows.</param>
    /// <param name="IsRemoval">It was removed (移出): it sells again only when it is admitted anew.</param>
    public sealed record Suspension(DateOnly From, DateOnly? Until, bool IsRemoval = false);
}

/// <summary>What kind of seller a supplier is.</summary>
public enum SupplierType
{
    /// <summary>合作社.</summary>
    Cooperative = 1,

    /// <summary>企业.</summary>
    Enterprise = 2,

    /// <summary>家庭农场.</summary>
    FamilyFarm = 3,

    /// <summary>村集体.</summary>
    VillageCollective = 4,

    /// <summary>经销代理商: sells the products of others only, each by the authority of its principal (CR-05g).</summary>
    Agent = 5,
}
