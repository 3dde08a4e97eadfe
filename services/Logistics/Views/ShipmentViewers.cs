using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Views;

/// <summary>As what a caller sees a shipment, a line of it, and what became of them.</summary>
static class ShipmentViewers
{
    /// <summary>Who has to find the place and the people: all who have a hand in the delivery, and auditors.</summary>
    public const Viewers Delivery = Viewers.Buyer | Viewers.Supplier | Viewers.Carrier
        | Viewers.BuyerRegion | Viewers.DeliveryRegion | Viewers.Auditor;

    /// <summary>As an official of the origin when all of it comes from its region, so that its amounts tell of nothing else.</summary>
    public static Viewers Of(Caller caller, Shipment shipment) => Party(caller, shipment)
        | (Covers(caller, shipment.UnitPath.Value) ? Viewers.BuyerRegion : Viewers.None)
        | (Covers(caller, shipment.DeliveryPath.Value) ? Viewers.DeliveryRegion : Viewers.None)
        | (Covers(caller, shipment.CommonOrigin) ? Viewers.OriginRegion : Viewers.None);

    /// <summary>As what the caller sees each of the shipments, which it must see.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Viewers>> OfAsync(
        LogisticsDb db, Caller caller, IEnumerable<Guid> shipmentIds, CancellationToken ct)
    {
        Guid[] ids = [.. shipmentIds.Distinct()];
        return (await db.Shipments.AsNoTracking().Where(shipment => ids.Contains(shipment.ShipmentId)).ToListAsync(ct))
            .ToDictionary(shipment => shipment.ShipmentId, shipment => Of(caller, shipment));
    }

    /// <summary>As an official of the origin when goods of the line come from its region.</summary>
    public static Viewers Of(Caller caller, Shipment shipment, ShipmentLine line) =>
        Of(caller, shipment) | (caller.Segment is { } segment && line.ComesFrom(segment) ? Viewers.OriginRegion : Viewers.None);

    /// <summary>The lines that a caller sees of a shipment that it sees: an official of an origin, those with goods from there.</summary>
    public static IEnumerable<ShipmentLine> LinesSeenBy(Caller caller, Shipment shipment) =>
        caller.Segment is not { } segment || Covers(caller, shipment.UnitPath.Value) || Covers(caller, shipment.DeliveryPath.Value)
            ? shipment.Lines
            : shipment.Lines.Where(line => line.ComesFrom(segment));

    static Viewers Party(Caller caller, Shipment shipment) => caller.Oversight
        | (caller.Has(Roles.Supplier) && caller.Org == shipment.SupplierId ? Viewers.Supplier : Viewers.None)
        | (caller.Has(Roles.Carrier) && caller.Org == shipment.CarrierId ? Viewers.Carrier : Viewers.None)
        | ((caller.Has(Roles.Purchaser) || caller.Has(Roles.Approver)) && shipment.IsBoughtBy(caller.Org) ? Viewers.Buyer : Viewers.None);

    static bool Covers(Caller caller, string path) => caller.Segment is { } segment && path.Contains(segment, StringComparison.Ordinal);
}
