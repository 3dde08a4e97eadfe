using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>补价: what the buyer pays more for what it accepted; both sides have confirmed it (CR-15).</summary>
public sealed class PriceRise
{
    /// <summary>The claim by which it was confirmed; it counts once.</summary>
    public required Guid ReturnId { get; init; }

    public required Guid LineId { get; init; }

    public required Money Amount { get; init; }
}
