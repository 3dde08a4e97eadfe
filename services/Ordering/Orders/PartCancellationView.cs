using System.Text.Json.Serialization;
using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>Lines of a part that will not be sent, by whom and why.</summary>
public sealed record PartCancellationView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required CancelledBy By { get; init; }

    public required ShipmentCancellationReason Reason { get; init; }

    /// <summary>What was said to the other side; null when nothing was.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public string? Note { get; init; }

    public required DateTimeOffset CancelledAt { get; init; }

    public required IReadOnlyList<Guid> LineIds { get; init; }

    /// <summary>What the order had reserved for the lines.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    internal static PartCancellationView Of(PartCancellation cancellation, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        By = cancellation.CancelledBy,
        Reason = cancellation.Reason,
        Note = cancellation.Note,
        CancelledAt = cancellation.CancelledAt,
        LineIds = cancellation.LineIds,
        AmountFen = cancellation.Amount.Fen,
    };
}
