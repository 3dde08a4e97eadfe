namespace Marketplace.Ordering.Domain;

/// <summary>Who may buy for a unit (采购代理), as the unit itself has said in the registry: a contractor, a parent, a group.</summary>
public sealed class UnitAgent
{
    /// <summary>For whom.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>Who buys.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it may no longer; null while it may.</summary>
    public DateOnly? ValidTo { get; set; }

    internal bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);
}
