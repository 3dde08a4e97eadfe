using Marketplace.Catalog.Domain;

namespace Marketplace.Catalog.Agencies;

/// <summary>The authority of an agent as everybody sees it.</summary>
public sealed record AgencyView
{
    public required Guid AgencyId { get; init; }

    public required Guid AgentId { get; init; }

    public required string AgentName { get; init; }

    public required Guid PrincipalId { get; init; }

    public required string PrincipalName { get; init; }

    /// <summary>The principal's products that it may sell; null for all.</summary>
    public IReadOnlyList<Guid>? ProductIds { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public required DateOnly ValidUntil { get; init; }

    public required string Document { get; init; }

    /// <summary>The first day on which it no longer holds; null while it was not withdrawn.</summary>
    public DateOnly? WithdrawnFrom { get; init; }

    public string? WithdrawnReason { get; init; }

    public required long Version { get; init; }

    /// <summary>The view of an authority whose agent and principal are loaded.</summary>
    internal static AgencyView Of(AgencyAuthority authority) => new()
    {
        AgencyId = authority.Id,
        AgentId = authority.AgentId,
        AgentName = authority.Agent.Name,
        PrincipalId = authority.PrincipalId,
        PrincipalName = authority.Principal.Name,
        ProductIds = authority.ProductIds.Count == 0 ? null : authority.ProductIds,
        ValidFrom = authority.ValidFrom,
        ValidUntil = authority.ValidUntil,
        Document = authority.Document,
        WithdrawnFrom = authority.WithdrawnFrom,
        WithdrawnReason = authority.WithdrawnReason,
        Version = authority.Version,
    };
}
