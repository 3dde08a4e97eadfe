using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Shipments that arrived, as their carriers or buyers recorded.</summary>
sealed class DeliveryEvents : IEventSource
{
    public async Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct)
    {
        var shipments = reading.Shipments.Where(shipment => shipment.DeliveredAt != null);
        if (reading.RecordsOf(OwnEventKind.Delivery) is { } records)
        {
            shipments = shipments.Where(shipment => records.Contains(shipment.ShipmentId));
        }

        var rows = await shipments
            .Select(shipment => new Listed<Shipment> { At = shipment.DeliveredAt!.Value, Id = shipment.ShipmentId, Row = shipment })
            .Oldest(reading, after, take).ToListAsync(ct);
        var lines = await reading.WithLinesAsync(rows.Select(row => row.Id), ct);
        return [.. rows.Select(row => new SourceRow(new EventPlace(row.At, row.Id), [Of(reading, lines[row.Id]).ToJson()]))];
    }

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
