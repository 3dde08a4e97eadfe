using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Shipments of which nothing reaches the buyer.</summary>
sealed class NonDeliveryEvents : IEventSource
{
    public Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct) =>
        reading.OfShipmentsAsync(
            OwnEventKind.NotDelivered,
            reading.Shipments.Include(shipment => shipment.Lines).Where(shipment => shipment.LostAt != null)
                .Select(shipment => new Listed<Shipment> { At = shipment.LostAt!.Value, Id = shipment.ShipmentId, Row = shipment }),
            (after, take), shipment => Of(reading, shipment), ct);

    static OwnEvent Of(EventReading reading, Shipment shipment) => new()
    {
        EventId = OwnEventId.Of(OwnEventKind.NotDelivered, shipment.ShipmentId),
        EventTime = shipment.LostAt!.Value,
        RecordTime = shipment.LostAt!.Value,
        BizStep = "void_shipping",
        Disposition = "unavailable",
        Epcs = [reading.Ids.Of(NamedKind.Shipment, shipment.ShipmentId)],
        Quantities =
        [
            .. from line in reading.LinesOf(shipment)
               from part in GoodsQuantities.Of(reading.Ids, line, line.Dispatched ?? Quantity.Zero)
               select part,
        ],
        Transactions = reading.PapersOf(shipment),
    };
}
