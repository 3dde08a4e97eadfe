namespace Marketplace.Catalog.Domain;

/// <summary>代理授权: a principal lets an agent sell its products for a term (CR-05g).</summary>
public sealed class AgencyAuthority
{
    public required Guid Id { get; init; }

    public required Guid AgentId { get; init; }

    /// <summary>The agent; it sells the products of others only.</summary>
    public Supplier Agent { get; init; } = null!;

    public required Guid PrincipalId { get; init; }

    /// <summary>Whose products it sells.</summary>
    public Supplier Principal { get; init; } = null!;

    /// <summary>The principal's products that it may sell; none of them named when it may sell all.</summary>
    public required IReadOnlyList<Guid> ProductIds { get; init; }

    /// <summary>First day; never before the day on which it was confirmed.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive, as the document says.</summary>
    public required DateOnly ValidUntil { get; init; }

    public required string Document { get; init; }

    /// <summary>When the county of the principal had confirmed it.</summary>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>The first day on which it no longer holds; null while it was not withdrawn.</summary>
    public DateOnly? WithdrawnFrom { get; private set; }

    public string? WithdrawnReason { get; private set; }

    /// <summary>Rises with each change that is published.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>The last day on which it holds.</summary>
    public DateOnly LastDay => WithdrawnFrom is { } withdrawn && withdrawn <= ValidUntil ? withdrawn.AddDays(-1) : ValidUntil;

    /// <summary>True when the agent may sell the product by it on the day.</summary>
    public bool Covers(Guid productId, DateOnly day) =>
        ValidFrom <= day && day <= LastDay && (ProductIds.Count == 0 || ProductIds.Contains(productId));

    /// <summary>It holds no more from a day on.</summary>
    public void Withdraw(DateOnly from, string reason)
    {
        (WithdrawnFrom, WithdrawnReason) = (from, reason);
        Version++;
    }
}
