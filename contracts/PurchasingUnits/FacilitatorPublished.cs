namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>A registered facilitator (帮销主体) as the registry knows it now: sent when it is registered and whenever it changes.</summary>
/// <remarks>From PurchasingUnits. To Crediting (assisted sales, CR-07), Ordering (who may be named on an order) and Accounts
/// (which office invites its first administrator).</remarks>
public sealed record FacilitatorPublished
{
    public required Guid FacilitatorId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    public required string Name { get; init; }

    public required FacilitatorKind Kind { get; init; }

    /// <summary>The purchasing unit that it also is, such as one that organises purchases of its staff; null otherwise.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>Where it was and is registered, ordered by date, without overlap. Outside of these days it helps nobody.</summary>
    public required IReadOnlyList<Affiliation> Registrations { get; init; }

    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>
    /// Who registered this version: the subject of the token. Whoever it is can't approve what it corrects
    /// (CR-19); null for versions of old.
    /// </summary>
    public string? RegisteredBy { get; init; }

    /// <summary>The region of the office of whoever registered it, "" for the nation's; null when it is not known.</summary>
    public string? RegisteredFor { get; init; }

    public string? SourceDocument { get; init; }
}

/// <summary>What kind of facilitator it is.</summary>
public enum FacilitatorKind
{
    /// <summary>专馆、体验馆.</summary>
    Hall = 1,

    /// <summary>批发市场.</summary>
    Market = 2,

    /// <summary>商超.</summary>
    Supermarket = 3,

    /// <summary>电商平台.</summary>
    Platform = 4,

    /// <summary>直播.</summary>
    LiveStream = 5,

    /// <summary>经销商.</summary>
    Distributor = 6,

    /// <summary>组织职工采购的单位.</summary>
    StaffOrganiser = 7,
}
