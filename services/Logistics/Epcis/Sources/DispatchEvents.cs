using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Goods that suppliers sent.</summary>
sealed class DispatchEvents : IEventSource
{
    public Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct) =>
        reading.OfShipmentsAsync(
            OwnEventKind.Dispatch,
            reading.Shipments.Include(shipment => shipment.Lines).Where(shipment => shipment.DispatchedAt != null)
                .Select(shipment => new Listed<Shipment> { At = shipment.DispatchedAt!.Value, Id = shipment.ShipmentId, Row = shipment }),
            (after, take), shipment => Of(reading, shipment), ct);

    static OwnEvent Of(EventReading reading, Shipment shipment) => new()
    {
        EventId = OwnEventId.Of(OwnEventKind.Dispatch, shipment.ShipmentId),
        EventTime = shipment.StatedDispatchedAt ?? shipment.DispatchedAt!.Value,
        RecordTime = shipment.DispatchedAt!.Value,
        BizStep = "shipping",
        Disposition = "in_transit",
        Epcs = [reading.Ids.Of(NamedKind.Shipment, shipment.ShipmentId)],
        Quantities =
        [
            .. from line in reading.LinesOf(shipment)
               from part in GoodsQuantities.Of(reading.Ids, line, line.Dispatched ?? Quantity.Zero)
               select part,
        ],
        Transactions = reading.PapersOf(shipment),
        Sources = [new TypedName("owning_party", reading.Ids.Of(NamedKind.Party, shipment.SupplierId))],
        Destinations =
        [
            new TypedName("owning_party", reading.Ids.Of(NamedKind.Party, shipment.PayerId)),
            .. shipment.CarrierId is { } carrier
                ? [new TypedName("possessing_party", reading.Ids.Of(NamedKind.Party, carrier))]
                : Array.Empty<TypedName>(),
            new TypedName("location", reading.DestinationOf(shipment)),
        ],
        ReadPoint = shipment.StationId is { } station ? reading.Ids.Of(NamedKind.Node, station) : null,
    };
}
