using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>A purchasing unit as callers see it.</summary>
public sealed record UnitView
{
    public required Guid UnitId { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    public required UnitKind Kind { get; init; }

    /// <summary>True when the unit itself is of central budget level.</summary>
    public required bool IsCentralBudget { get; init; }

    /// <summary>True when the unit or any unit above it is of central budget level: it yields no credit by location (CR-06).</summary>
    public required bool IsCentral { get; init; }

    public Guid? ParentId { get; init; }

    /// <summary>协作定点消费帮扶单位.</summary>
    public required bool IsPairingDesignated { get; init; }

    /// <summary>Where the unit belonged and belongs (归属地), ordered by date, without overlap.</summary>
    public required IReadOnlyList<AffiliationView> Affiliations { get; init; }

    /// <summary>The level of the budget that it spends; null when it has none or it is not registered.</summary>
    public BudgetLevel? BudgetLevel { get; init; }

    /// <summary>The finance division (财政) that its quota is filed under.</summary>
    public string? FinanceDivision { get; init; }

    /// <summary>主管部门.</summary>
    public string? Department { get; init; }

    /// <summary>How it runs its canteen, ordered by date; empty when it is not registered.</summary>
    public IReadOnlyList<CanteenState> Canteens { get; init; } = [];

    /// <summary>Who may buy for it (采购代理), ordered by date.</summary>
    public IReadOnlyList<Agent> Agents { get; init; } = [];

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When this version was registered.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The document that this version rests on.</summary>
    public string? SourceDocument { get; init; }

    public sealed record AffiliationView
    {
        public required string RegionId { get; init; }

        public required RegionPath Path { get; init; }

        public required DateOnly ValidFrom { get; init; }

        /// <summary>First day on which it no longer holds; null while it does.</summary>
        public DateOnly? ValidTo { get; init; }
    }

    public static UnitView Of(PurchasingUnit unit) => new()
    {
        UnitId = unit.Id,
        Version = unit.Version,
        Name = unit.Name,
        Kind = unit.Kind,
        IsCentralBudget = unit.IsCentralBudget,
        IsCentral = unit.IsCentral,
        ParentId = unit.ParentId,
        IsPairingDesignated = unit.IsPairingDesignated,
        Affiliations = [.. unit.Affiliations.Select(affiliation => new AffiliationView
        {
            RegionId = affiliation.RegionId,
            Path = new RegionPath(affiliation.RegionPath),
            ValidFrom = affiliation.ValidFrom,
            ValidTo = affiliation.ValidTo,
        })],
        BudgetLevel = unit.BudgetLevel,
        FinanceDivision = unit.FinanceDivision,
        Department = unit.Department,
        Canteens = unit.Canteens,
        Agents = unit.Agents,
        RegisteredAt = unit.RegisteredAt,
        ChangedAt = unit.ChangedAt,
        SourceDocument = unit.SourceDocument,
    };
}
