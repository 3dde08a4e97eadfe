using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;

namespace Marketplace.Ordering.Domain;

/// <summary>Lines of a part that will not be sent, as the buyer or the supplier has said before the dispatch.</summary>
public sealed record PartCancellation
{
    public required Guid CancellationId { get; init; }

    public required DateTimeOffset CancelledAt { get; init; }

    public required CancelledBy CancelledBy { get; init; }

    public required ShipmentCancellationReason Reason { get; init; }

    /// <summary>What was said to the other side; null when nothing was.</summary>
    public string? Note { get; init; }

    public required IReadOnlyList<Guid> LineIds { get; init; }

    /// <summary>What the order had reserved for the lines.</summary>
    public required Money Amount { get; init; }
}
