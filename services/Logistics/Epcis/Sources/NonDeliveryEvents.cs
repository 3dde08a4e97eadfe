using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Shipments of which nothing reaches the buyer.</summary>
sealed class NonDeliveryEvents : IEventSource
{
    public async Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct)
    {
        var shipments = reading.Shipments.Where(shipment => shipment.LostAt != null);
        if (reading.RecordsOf(OwnEventKind.NotDelivered) is { } records)
        {
            shipments = shipments.Where(shipment => records.Contains(shipment.ShipmentId));
        }

        var rows = await shipments
            .Select(shipment => new Listed<Shipment> { At = shipment.LostAt!.Value, Id = shipment.ShipmentId, Row = shipment })
            .Oldest(reading, after, take).ToListAsync(ct);
        var lines = await reading.WithLinesAsync(rows.Select(row => row.Id), ct);
        return [.. rows.Select(row => new SourceRow(new EventPlace(row.At, row.Id), [Of(reading, lines[row.Id]).ToJson()]))];
    }

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
