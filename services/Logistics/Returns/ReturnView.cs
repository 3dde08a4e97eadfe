using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Returns;

/// <summary>A return or claim, and what the supplier said to it.</summary>
public sealed record ReturnView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid ReturnId { get; init; }

    public required Guid ShipmentId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid LineId { get; init; }

    public required int LineNumber { get; init; }

    public required string ProductName { get; init; }

    /// <summary>The acceptance whose goods they are.</summary>
    public required int AcceptanceNo { get; init; }

    public required ReturnKind Kind { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>What the supplier gives back, or the buyer pays more; null when it follows from the quantity.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public long? AmountFen { get; init; }

    /// <summary>By how much it changed what the buyer owes, less than zero for what goes back; null unless it is confirmed.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public long? PayableChangeFen { get; init; }

    public required string Reason { get; init; }

    public string? Document { get; init; }

    /// <summary>Photographs of the buyer's that show it.</summary>
    public required IReadOnlyList<Guid> PhotoIds { get; init; }

    public required ReturnState State { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    [SeenBy(Viewers.BuyersSide, DataClass.Person)]
    public required string? RequestedBy { get; init; }

    /// <summary>When the supplier confirmed or refused it.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    [SeenBy(Viewers.Supplier | Viewers.OriginRegion | Viewers.Auditor, DataClass.Person)]
    public string? DecidedBy { get; init; }

    public string? RefusalReason { get; init; }

    internal static ReturnView Of(ReturnClaim claim, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        ReturnId = claim.ReturnId,
        ShipmentId = claim.ShipmentId,
        OrderId = claim.OrderId,
        LineId = claim.LineId,
        LineNumber = claim.LineNumber,
        ProductName = claim.ProductName,
        AcceptanceNo = claim.AcceptanceNo,
        Kind = claim.Kind,
        Quantity = claim.Quantity,
        AmountFen = claim.Amount?.Fen,
        PayableChangeFen = claim.PayableChange?.Fen,
        Reason = claim.Reason,
        Document = claim.Document,
        PhotoIds = claim.PhotoIds,
        State = claim.State,
        RequestedAt = claim.RequestedAt,
        RequestedBy = claim.RequestedBy,
        DecidedAt = claim.DecidedAt,
        DecidedBy = claim.DecidedBy,
        RefusalReason = claim.RefusalReason,
    };
}
