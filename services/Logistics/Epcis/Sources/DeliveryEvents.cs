using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Shipments that arrived, as their carriers or buyers recorded.</summary>
sealed class DeliveryEvents : IEventSource
{
    public Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct) =>
        reading.OfShipmentsAsync(
            OwnEventKind.Delivery,
            reading.Shipments.Include(shipment => shipment.Lines).Where(shipment => shipment.DeliveredAt != null)
                .Select(shipment => new Listed<Shipment> { At = shipment.DeliveredAt!.Value, Id = shipment.ShipmentId, Row = shipment }),
            (after, take), shipment => Of(reading, shipment), ct);

    static OwnEvent Of(EventReading reading, Shipment shipment) => new()
    {
        EventId = OwnEventId.Of(OwnEventKind.Delivery, shipment.ShipmentId),
        EventTime = shipment.StatedDeliveredAt ?? shipment.DeliveredAt!.Value,
        RecordTime = shipment.DeliveredAt!.Value,
        BizStep = "arriving",
        Disposition = "in_progress",
        Epcs = [reading.Ids.Of(NamedKind.Shipment, shipment.ShipmentId)],
        // How much arrived nobody has counted yet.
        Quantities =
        [
            .. (from line in reading.LinesOf(shipment)
                where line.Dispatched is not null
                from part in GoodsQuantities.Of(reading.Ids, line, line.Dispatched!.Value)
                select part with { Quantity = null }).Distinct(),
        ],
        Transactions = reading.PapersOf(shipment),
        ReadPoint = reading.DestinationOf(shipment),
        BizLocation = reading.DestinationOf(shipment),
        Destinations = [new TypedName("possessing_party", reading.Ids.Of(NamedKind.Party, shipment.UnitId))],
    };
}
