using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Disputes;

/// <summary>A dispute, and its ruling once there is one.</summary>
public sealed record DisputeView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid DisputeId { get; init; }

    public required Guid ShipmentId { get; init; }

    public required Guid LineId { get; init; }

    public required int LineNumber { get; init; }

    public required Quantity Quantity { get; init; }

    public required string Reason { get; init; }

    /// <summary>Photographs of the buyer's that show it.</summary>
    public required IReadOnlyList<Guid> PhotoIds { get; init; }

    public required DisputeState State { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>The subject of whoever raised it.</summary>
    [SeenBy(Viewers.BuyersSide, DataClass.Person)]
    public required string? RaisedBy { get; init; }

    /// <summary>What the buyer has to take over; null until it is ruled on.</summary>
    public Quantity? Accepted { get; init; }

    /// <summary>What the supplier has to take back; null until it is ruled on.</summary>
    public Quantity? Rejected { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset? RuledAt { get; init; }

    /// <summary>The subject of whoever ruled on it, or of the last to confirm.</summary>
    [SeenBy(Viewers.BuyersSide | Viewers.OriginRegion, DataClass.Person)]
    public string? RuledBy { get; init; }

    /// <summary>The acceptance that carries the ruling; null until it is ruled on.</summary>
    public int? AcceptanceNo { get; init; }

    internal static DisputeView Of(Dispute dispute, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        DisputeId = dispute.DisputeId,
        ShipmentId = dispute.ShipmentId,
        LineId = dispute.LineId,
        LineNumber = dispute.LineNumber,
        Quantity = dispute.Quantity,
        Reason = dispute.Reason,
        PhotoIds = dispute.PhotoIds,
        State = dispute.State,
        RaisedAt = dispute.RaisedAt,
        RaisedBy = dispute.RaisedBy,
        Accepted = dispute.Accepted,
        Rejected = dispute.Rejected,
        Note = dispute.Note,
        RuledAt = dispute.RuledAt,
        RuledBy = dispute.RuledBy,
        AcceptanceNo = dispute.AcceptanceNo,
    };
}
