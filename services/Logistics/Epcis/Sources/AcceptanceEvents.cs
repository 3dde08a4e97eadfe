using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>
/// What buyers accepted, refused and found missing: an event for each, with the acceptance as its receiving advice, by which a sale is
/// found in the ledger.
/// </summary>
sealed class AcceptanceEvents : IEventSource
{
    public async Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct)
    {
        var acceptances = from acceptance in reading.Db.Acceptances.AsNoTracking()
                          join shipment in reading.Shipments on acceptance.ShipmentId equals shipment.ShipmentId
                          select new Listed<Acceptance> { At = acceptance.AcceptedAt, Id = acceptance.AcceptanceId, Row = acceptance };
        if (reading.RecordsOf(OwnEventKind.Accepted, OwnEventKind.Rejected, OwnEventKind.Short) is { } records)
        {
            acceptances = acceptances.Where(row => records.Contains(row.Id));
        }

        var rows = await acceptances.Oldest(reading, after, take).ToListAsync(ct);
        Guid[] ids = [.. rows.Select(row => row.Row.ShipmentId).Distinct()];
        var ofShipments = (await reading.Db.Acceptances.AsNoTracking().Include(acceptance => acceptance.Lines)
            .Where(acceptance => ids.Contains(acceptance.ShipmentId)).ToListAsync(ct)).ToLookup(acceptance => acceptance.ShipmentId);
        var shipments = await reading.WithLinesAsync(ids, ct);
        return
        [
            .. rows.Select(row => new SourceRow(
                new EventPlace(row.At, row.Id), Of(reading, row.Id, shipments[row.Row.ShipmentId], [.. ofShipments[row.Row.ShipmentId]]))),
        ];
    }

    static IReadOnlyList<JsonElement> Of(EventReading reading, Guid acceptanceId, Shipment shipment, IReadOnlyList<Acceptance> all)
    {
        var acceptance = all.Single(one => one.AcceptanceId == acceptanceId);
        var found = (
            from line in reading.LinesOf(shipment)
            from accepted in acceptance.Lines
            where accepted.LineNumber == line.LineNumber
            let before = all.Where(one => one.AcceptanceNo < acceptance.AcceptanceNo).SelectMany(one => one.Lines)
                .Where(one => one.LineNumber == line.LineNumber).Aggregate(Quantity.Zero, (sum, one) => sum + one.Dispatched)
            select (Line: line, Accepted: accepted, Goods: GoodsQuantities.Of(reading.Ids, line, accepted.Dispatched, before))).ToList();
        IReadOnlyList<ClassQuantity> Part(Func<AcceptanceLine, Quantity> of) =>
        [
            .. found.Where(row => of(row.Accepted) > Quantity.Zero).SelectMany(row => of(row.Accepted) == row.Accepted.Dispatched
                ? row.Goods
                : GoodsQuantities.SomeOf(reading.Ids, row.Line, of(row.Accepted), row.Goods)),
        ];
        return
        [
            .. new (OwnEventKind Kind, string Step, string Disposition, IReadOnlyList<ClassQuantity> Goods)[]
            {
                (OwnEventKind.Accepted, "accepting", "conformant", Part(line => line.Accepted)),
                (OwnEventKind.Rejected, "inspecting", "non_conformant", Part(line => line.Rejected)),
                (OwnEventKind.Short, "inspecting", "mismatch_quantity", Part(line => line.Short)),
            }
            .Where(part => part.Goods.Count > 0)
            .Select(part => new OwnEvent
            {
                EventId = OwnEventId.Of(part.Kind, acceptance.AcceptanceId),
                EventTime = acceptance.AcceptedAt,
                RecordTime = acceptance.AcceptedAt,
                BizStep = part.Step,
                Disposition = part.Disposition,
                Epcs = [reading.Ids.Of(NamedKind.Shipment, shipment.ShipmentId)],
                Quantities = part.Goods,
                Transactions =
                    [.. reading.PapersOf(shipment), new TypedName("recadv", reading.Ids.Of(NamedKind.Acceptance, acceptance.AcceptanceId))],
                ReadPoint = reading.DestinationOf(shipment),
                BizLocation = reading.DestinationOf(shipment),
                Sources = [new TypedName("owning_party", reading.Ids.Of(NamedKind.Party, shipment.SupplierId))],
                Destinations = part.Kind == OwnEventKind.Accepted
                    ? [new TypedName("owning_party", reading.Ids.Of(NamedKind.Party, shipment.PayerId))]
                    : [],
            }.ToJson()),
        ];
    }
}
