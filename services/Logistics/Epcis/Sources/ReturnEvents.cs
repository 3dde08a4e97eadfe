using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Returns that suppliers confirmed, where goods are concerned and not money alone.</summary>
sealed class ReturnEvents : IEventSource
{
    public async Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct)
    {
        var claims = from claim in reading.Db.Returns.AsNoTracking()
                     join shipment in reading.Shipments on claim.ShipmentId equals shipment.ShipmentId
                     where claim.State == ReturnState.Confirmed && claim.DecidedAt != null
                     select new Listed<ReturnClaim> { At = claim.DecidedAt!.Value, Id = claim.ReturnId, Row = claim };
        if (reading.RecordsOf(OwnEventKind.Return) is { } records)
        {
            claims = claims.Where(row => records.Contains(row.Id));
        }

        var rows = await claims.Oldest(reading, after, take).ToListAsync(ct);
        var shipments = await reading.WithLinesAsync(rows.Select(row => row.Row.ShipmentId), ct);
        return
        [
            .. from row in rows
               let shipment = shipments[row.Row.ShipmentId]
               select new SourceRow(
                   new EventPlace(row.At, row.Id),
                   [
                       .. reading.LinesOf(shipment)
                           .Where(line => line.LineNumber == row.Row.LineNumber && row.Row.Quantity > Quantity.Zero)
                           .Select(line => Of(reading, row.Row, shipment, line).ToJson()),
                   ]),
        ];
    }

    static OwnEvent Of(EventReading reading, ReturnClaim claim, Shipment shipment, ShipmentLine line) => new()
    {
        EventId = OwnEventId.Of(OwnEventKind.Return, claim.ReturnId),
        EventTime = claim.DecidedAt!.Value,
        RecordTime = claim.DecidedAt!.Value,
        BizStep = "receiving",
        Disposition = "returned",
        Epcs = [reading.Ids.Of(NamedKind.Shipment, shipment.ShipmentId)],
        // Of which batch nobody said.
        Quantities = GoodsQuantities.SomeOf(
            reading.Ids, line, claim.Quantity, GoodsQuantities.Of(reading.Ids, line, line.Dispatched ?? Quantity.Zero)),
        Transactions = [.. reading.PapersOf(shipment), new TypedName("rma", reading.Ids.Of(NamedKind.Return, claim.ReturnId))],
        Sources = [new TypedName("owning_party", reading.Ids.Of(NamedKind.Party, shipment.PayerId))],
        Destinations = [new TypedName("owning_party", reading.Ids.Of(NamedKind.Party, shipment.SupplierId))],
    };
}
