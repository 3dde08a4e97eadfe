namespace Marketplace.Logistics.Domain;

/// <summary>
/// How far a shipment has come; it only ever moves on to the next, is cancelled before it is dispatched, or lost before its arrival is
/// proved.
/// </summary>
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

    /// <summary>已取消: the buyer withdrew or the supplier declined all of it before anything was sent, or it was not sent in time.</summary>
    Cancelled = 5,

    /// <summary>未送达: it was dispatched, and nothing of it reaches the buyer.</summary>
    Lost = 6,
}
