namespace Marketplace.Accounts.Domain;

/// <summary>What kind of organisation it is, which says what roles its people can have.</summary>
public enum OrganisationKind
{
    Supplier = 1,

    PurchasingUnit = 2,

    Facilitator = 3,

    Carrier = 4,

    /// <summary>村级电商服务站.</summary>
    Station = 5,
}

/// <summary>An organisation that is registered, as its registry last published it.</summary>
public sealed class Organisation
{
    public required Guid Id { get; init; }

    /// <summary>The version that is kept; older ones are ignored.</summary>
    public required long Version { get; init; }

    public required OrganisationKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The region whose office answers for it today; null when it is registered nowhere now.</summary>
    public string? RegionId { get; init; }
}
