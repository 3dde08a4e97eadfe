using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// A version of a purchasing unit as the registry told it. Versions are kept: a sale shows the one that was known when it was accepted.
/// </summary>
public sealed class Unit
{
    public required Guid UnitId { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    public required UnitKind Kind { get; init; }

    /// <summary>Of central budget level, or below such a unit (CR-06).</summary>
    public required bool IsCentral { get; init; }

    public Guid? ParentId { get; init; }

    /// <summary>协作定点消费帮扶单位 (CR-10).</summary>
    public required bool IsPairingDesignated { get; init; }

    public BudgetLevel? BudgetLevel { get; init; }

    public string? FinanceDivision { get; init; }

    public string? Department { get; init; }

    /// <summary>Where it belonged and belongs (归属地), ordered by date, without overlap.</summary>
    public required IReadOnlyList<Affiliation> Affiliations { get; init; }

    public IReadOnlyList<Canteen> Canteens { get; init; } = [];

    /// <summary>Who may buy for it (CR-11).</summary>
    public IReadOnlyList<BuyingAgent> Agents { get; init; } = [];

    /// <summary>When the registry recorded this version; null when it doesn't say.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    public DateTimeOffset LearnedAt { get; init; }

    /// <summary>False once a newer version is known.</summary>
    public bool IsCurrent { get; private set; } = true;

    /// <summary>An official let it correct sales that were accepted before it was registered (CR-19).</summary>
    public bool IsApproved { get; private set; }

    public void Supersede() => IsCurrent = false;

    public void Approve() => IsApproved = true;

    /// <summary>Known when the sale was accepted, or approved to count for it (CR-19).</summary>
    public bool IsUsableFor(DateTimeOffset accepted) => IsApproved || RegisteredAt is null || RegisteredAt <= accepted;

    /// <summary>Where the unit belonged on a day; null when the registry doesn't say (CR-06).</summary>
    public RegionPath? PathOn(DateOnly day) => Affiliations.On(day);

    /// <summary>Whether the other may buy for it on a day.</summary>
    public bool IsServedBy(Guid agentId, DateOnly day) =>
        Agents.Any(agent => agent.AgentId == agentId && agent.ValidFrom <= day && (agent.ValidTo is null || day < agent.ValidTo));

    /// <summary>How it ran its canteen on a day; null when the registry doesn't say.</summary>
    public Canteen? CanteenOn(DateOnly day) =>
        Canteens.FirstOrDefault(canteen => canteen.ValidFrom <= day && (canteen.ValidTo is null || day < canteen.ValidTo));
}

/// <summary>How a unit runs its canteen from a day on.</summary>
/// <param name="Kind">Own, none, outsourced or shared.</param>
/// <param name="RepresentativeUnitId">Who files for all that share it.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day on which it no longer holds; null while it does.</param>
public sealed record Canteen(CanteenKind Kind, Guid? RepresentativeUnitId, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>Who may buy for a unit from a day on.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day on which it no longer holds; null while it does.</param>
public sealed record BuyingAgent(Guid AgentId, DateOnly ValidFrom, DateOnly? ValidTo);
