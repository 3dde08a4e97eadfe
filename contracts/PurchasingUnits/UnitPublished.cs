namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>A purchasing unit as the registry knows it now: sent when it is registered and whenever it changes.</summary>
/// <remarks>From PurchasingUnits. To Ordering (who may order) and Crediting (whose region a purchase belongs to, CR-06).</remarks>
public sealed record UnitPublished
{
    public required Guid UnitId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    public required string Name { get; init; }

    public required UnitKind Kind { get; init; }

    /// <summary>True for units of central budget level and all units below them in the tree; they yield no credit by location (CR-06).</summary>
    public required bool IsCentral { get; init; }

    public Guid? ParentId { get; init; }

    /// <summary>协作定点消费帮扶单位: a flag on credit, not a scheme (CR-10).</summary>
    public required bool IsPairingDesignated { get; init; }

    /// <summary>Where the unit belonged and belongs (归属地), ordered by date, without overlap.</summary>
    public required IReadOnlyList<Affiliation> Affiliations { get; init; }

    public sealed record Affiliation
    {
        public required RegionPath Path { get; init; }

        public required DateOnly ValidFrom { get; init; }

        /// <summary>First day on which it no longer holds; null while it does.</summary>
        public DateOnly? ValidTo { get; init; }
    }
}

/// <summary>What kind of buyer a unit is (采购主体).</summary>
public enum UnitKind
{
    /// <summary>机关.</summary>
    GovernmentOrgan = 1,

    /// <summary>事业单位.</summary>
    PublicInstitution = 2,

    /// <summary>学校.</summary>
    School = 3,

    /// <summary>医院.</summary>
    Hospital = 4,

    /// <summary>国企.</summary>
    StateEnterprise = 5,

    /// <summary>民企.</summary>
    PrivateEnterprise = 6,

    /// <summary>工会.</summary>
    TradeUnion = 7,

    /// <summary>市场主体.</summary>
    MarketParticipant = 8,
}
