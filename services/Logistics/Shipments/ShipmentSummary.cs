using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Shipments;

/// <summary>A shipment without its lines: what lists show, and what is answered when it moves on.</summary>
public sealed record ShipmentSummary : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    /// <summary>Equals the id of the order's part.</summary>
    public required Guid ShipmentId { get; init; }

    public required Guid OrderId { get; init; }

    public required string OrderNumber { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The unit that it is for and that pays for it, when another placed the order as its agent; null otherwise.</summary>
    public Guid? PrincipalUnitId { get; init; }

    /// <summary>The buyer's dock that takes the goods in; null when only an address was given.</summary>
    public Guid? DockId { get; init; }

    /// <summary>What the dock was called when the order was placed.</summary>
    public string? DockName { get; init; }

    /// <summary>The day on which they are to arrive, in Asia/Shanghai; null when none was agreed.</summary>
    public DateOnly? DeliverOn { get; init; }

    /// <summary>The time of that day; null when any.</summary>
    public DeliveryWindow? Window { get; init; }

    public required ShipmentState State { get; init; }

    /// <summary>What the order reserved for it.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? OrderedFen { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it ends by itself unless it was dispatched.</summary>
    public required DateTimeOffset DispatchDueAt { get; init; }

    /// <summary>Absent until it is dispatched, and while the carrier that was named has refused it.</summary>
    public Guid? CarrierId { get; init; }

    public string? Waybill { get; init; }

    /// <summary>The plate or name of what carries it; absent when nobody said.</summary>
    [SeenBy(ShipmentViewers.Delivery, DataClass.Contact)]
    public string? Vehicle { get; init; }

    public DateTimeOffset? DispatchedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>
    /// When silence accepts what is not under dispute (CR-01); null until it is delivered, and until the buyer has confirmed the arrival of
    /// what no independent carrier brought.
    /// </summary>
    public DateTimeOffset? AcceptDueAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public long? AcceptedFen { get; init; }

    /// <summary>When the last of its lines was cancelled, before anything was sent.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>When it ended because nothing of what was sent reaches the buyer.</summary>
    public DateTimeOffset? LostAt { get; init; }

    internal static ShipmentSummary Of(Shipment shipment, Caller caller) => new()
    {
        SeenAs = ShipmentViewers.Of(caller, shipment),
        ShipmentId = shipment.ShipmentId,
        OrderId = shipment.OrderId,
        OrderNumber = shipment.OrderNumber,
        SupplierId = shipment.SupplierId,
        SupplierName = shipment.SupplierName,
        UnitId = shipment.UnitId,
        UnitName = shipment.UnitName,
        PrincipalUnitId = shipment.PrincipalUnitId,
        DockId = shipment.DockId,
        DockName = shipment.DockName,
        DeliverOn = shipment.DeliverOn,
        Window = shipment.Window,
        State = shipment.State,
        OrderedFen = shipment.OrderedAmount.Fen,
        PlannedAt = shipment.PlannedAt,
        DispatchDueAt = shipment.DispatchDueAt,
        CarrierId = shipment.CarrierId,
        Waybill = shipment.Waybill,
        Vehicle = shipment.Vehicle,
        DispatchedAt = shipment.DispatchedAt,
        DeliveredAt = shipment.DeliveredAt,
        AcceptDueAt = shipment.AcceptDueAt,
        AcceptedAt = shipment.AcceptedAt,
        AcceptedFen = shipment.AcceptedAmount?.Fen,
        CancelledAt = shipment.CancelledAt,
        LostAt = shipment.LostAt,
    };
}
