namespace Marketplace.Ordering.Domain;

/// <summary>Who may buy for a unit (采购代理), such as the operator of its canteen.</summary>
/// <param name="AgentId">The unit or enterprise that buys.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day on which it no longer may; null while it may.</param>
public sealed record BuyingAgent(Guid AgentId, DateOnly ValidFrom, DateOnly? ValidTo)
{
    internal bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);
}
