namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>A purchasing unit as the registry knows it now: sent when it is registered and whenever it changes.</summary>
/// <remarks>From PurchasingUnits. To Ordering (who may order), Catalog (whose officials may put it on the negative list), Crediting
/// (whose region a purchase belongs to, CR-06) and Accounts (which office invites its first administrator).</remarks>
public sealed record UnitPublished
{
    public required Guid UnitId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    public required string Name { get; init; }

    public required UnitKind Kind { get; init; }

    /// <summary>
    /// True for units of central budget level and all units below them in the tree; they yield no credit by location (CR-06).
    /// </summary>
    public required bool IsCentral { get; init; }

    public Guid? ParentId { get; init; }

    /// <summary>协作定点消费帮扶单位: a flag on credit, not a scheme (CR-10).</summary>
    public required bool IsPairingDesignated { get; init; }

    /// <summary>Where the unit belonged and belongs (归属地), ordered by date, without overlap.</summary>
    public required IReadOnlyList<Affiliation> Affiliations { get; init; }

    /// <summary>The level of the budget that it spends; null when it has none or it is not told.</summary>
    public BudgetLevel? BudgetLevel { get; init; }

    /// <summary>How it runs its canteen over time, ordered by date, without overlap; null when it is not told.</summary>
    public IReadOnlyList<CanteenState>? Canteens { get; init; }

    /// <summary>Who may buy for it (采购代理), over time; null when nobody.</summary>
    public IReadOnlyList<Agent>? Agents { get; init; }

    /// <summary>The finance division (财政) and the department (主管部门) that its quota is filed under; null when not told.</summary>
    public string? FinanceDivision { get; init; }

    public string? Department { get; init; }

    /// <summary>
    /// When this version was registered. Sales accepted earlier are corrected by approval only (CR-19); null for versions of old.
    /// </summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>
    /// Who registered this version: the subject of the token. Whoever it is can't approve what it corrects
    /// (CR-19); null for versions of old.
    /// </summary>
    public string? RegisteredBy { get; init; }

    /// <summary>The region of the office of whoever registered it, "" for the nation's; null when it is not known.</summary>
    public string? RegisteredFor { get; init; }

    /// <summary>The document that this version rests on.</summary>
    public string? SourceDocument { get; init; }

    public sealed record CanteenState
    {
        public required CanteenKind Kind { get; init; }

        /// <summary>The unit that files the quota for all that share the canteen; null for other kinds.</summary>
        public Guid? RepresentativeUnitId { get; init; }

        public required DateOnly ValidFrom { get; init; }

        public DateOnly? ValidTo { get; init; }
    }

    public sealed record Agent
    {
        /// <summary>The unit or enterprise that buys.</summary>
        public required Guid AgentId { get; init; }

        public required string Name { get; init; }

        public required DateOnly ValidFrom { get; init; }

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

/// <summary>预算级次: whose budget a unit spends.</summary>
public enum BudgetLevel
{
    /// <summary>中央.</summary>
    Central = 1,

    /// <summary>省级.</summary>
    Province = 2,

    /// <summary>市级.</summary>
    Prefecture = 3,

    /// <summary>县级.</summary>
    County = 4,

    /// <summary>乡级.</summary>
    Township = 5,
}

/// <summary>How a unit runs its canteen.</summary>
public enum CanteenKind
{
    /// <summary>自办.</summary>
    Own = 1,

    /// <summary>无食堂: no quota; execution is still shown.</summary>
    None = 2,

    /// <summary>外包: the quota is the unit's, an agent buys.</summary>
    Outsourced = 3,

    /// <summary>共用: the representative files for all.</summary>
    Shared = 4,
}
