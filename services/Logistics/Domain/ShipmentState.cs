namespace Marketplace.Logistics.Domain;

/// <summary>How far a shipment has come; it only ever moves on to the next.</summary>
public enum ShipmentState
{
    /// <summary>待发货: the supplier is to dispatch it.</summary>
    Planned = 1,

    /// <summary>已发货: on its way.</summary>
    Dispatched = 2,

    /// <summary>已签收: it has arrived, and the buyer is to inspect it.</summary>
    Delivered = 3,

    /// <summary>已验收: inspected line by line.</summary>
    Accepted = 4,
}
