namespace Marketplace.Contracts;

/// <summary>
/// 代理: whose product an agent sells, and on which days its principal lets it. The principal holds the recognition (CR-04); an order is
/// confirmed on a day of the authority, or earns no credit (CR-05g).
/// </summary>
public sealed record Agency
{
    /// <summary>The supplier that the agent sells for.</summary>
    public required Guid PrincipalId { get; init; }

    public required string PrincipalName { get; init; }

    /// <summary>The principal's own product that is sold.</summary>
    public required Guid ProductId { get; init; }

    /// <summary>First day of the authority.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Its last day, inclusive.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>True when the authority holds on the day.</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && day <= ValidUntil;
}
