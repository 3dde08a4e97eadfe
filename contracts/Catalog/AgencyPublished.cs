namespace Marketplace.Contracts.Catalog;

/// <summary>
/// An authority of an agent (代理授权) as it is now: sent when its principal has given it and the county confirmed, and when it is withdrawn.
/// </summary>
/// <remarks>From Catalog. To Crediting (on which days an agent may sell for a principal, CR-05g).</remarks>
public sealed record AgencyPublished
{
    public required Guid AgencyId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    /// <summary>The supplier that sells.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>The supplier that it sells for.</summary>
    public required Guid PrincipalId { get; init; }

    /// <summary>The principal's products that it may sell; null for all.</summary>
    public IReadOnlyList<Guid>? ProductIds { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The first day on which it no longer holds, whatever its last day says; null while it was not withdrawn.</summary>
    public DateOnly? WithdrawnFrom { get; init; }

    /// <summary>The document that it rests on.</summary>
    public required string Document { get; init; }
}
