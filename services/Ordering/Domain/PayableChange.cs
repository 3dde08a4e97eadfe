using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>退货、退款、降价、补价: what changed after the acceptance in what the buyer owes; both sides have confirmed it (CR-15).</summary>
public sealed class PayableChange
{
    /// <summary>The claim by which it was confirmed; it counts once.</summary>
    public required Guid ReturnId { get; init; }

    public required Guid LineId { get; init; }

    /// <summary>More than zero for a price rise, less for what goes back.</summary>
    public required Money Amount { get; init; }
}
