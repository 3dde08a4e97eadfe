namespace Marketplace.PurchasingUnits.Domain;

/// <summary>A unit or enterprise that may buy for a unit (采购代理) from a day on, such as the operator of its canteen (CR-11).</summary>
public sealed record Agent
{
    public required Guid AgentId { get; init; }

    public required string Name { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; init; }
}
