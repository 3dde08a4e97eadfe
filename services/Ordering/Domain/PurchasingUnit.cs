using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Ordering.Domain;

/// <summary>A unit that may order, as the registry last published it.</summary>
public sealed class PurchasingUnit
{
    readonly List<ApprovalPolicy> _policies = [];
    readonly List<UnitAgent> _agents = [];

    public required Guid UnitId { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    public required UnitKind Kind { get; init; }

    /// <summary>The unit above it in the tree; null for the top of one.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Where it belonged and belongs, without overlap.</summary>
    public required IReadOnlyList<Affiliation> Affiliations { get; init; }

    /// <summary>Who may buy for it (采购代理), over time.</summary>
    public IReadOnlyList<UnitAgent> Agents => _agents;

    /// <summary>Its approval policies, which are this service's own: they lie here so that they are read along with the unit.</summary>
    public IReadOnlyList<ApprovalPolicy> Policies => _policies;

    /// <summary>The approval policy by which orders of the day are judged; null when there is none.</summary>
    public ApprovalPolicy? PolicyOn(DateOnly day) => _policies.Where(policy => policy.ValidFrom <= day).MaxBy(policy => policy.Version);

    /// <summary>Whether an organisation may buy for it on the day.</summary>
    public bool HasAgent(Guid agentId, DateOnly day) => Agents.Any(agent => agent.AgentId == agentId && agent.IsValidOn(day));

    /// <summary>Where it belongs on the day (归属地); null when it belongs nowhere then.</summary>
    public RegionPath? PathOn(DateOnly day) => Affiliations.On(day);
}
