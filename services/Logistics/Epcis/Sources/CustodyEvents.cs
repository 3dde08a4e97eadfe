using System.Text.Json.Nodes;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Scans of hand-overs: each tells what one side says.</summary>
sealed class CustodyEvents : IEventSource
{
    public async Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct)
    {
        var scans = from scan in reading.Db.CustodyEvents.AsNoTracking()
                    join shipment in reading.Shipments on scan.ShipmentId equals shipment.ShipmentId
                    select new Listed<ScanOf> { At = scan.RecordedAt, Id = scan.EventId, Row = new ScanOf(scan, shipment.OrderId) };
        if (reading.RecordsOf(OwnEventKind.Custody) is { } records)
        {
            scans = scans.Where(row => records.Contains(row.Id));
        }

        var rows = await scans.Oldest(reading, after, take).ToListAsync(ct);
        var lines = await reading.WithLinesAsync(rows.Select(row => row.Row.Scan.ShipmentId), ct);
        return
        [
            .. rows.Select(row => new SourceRow(
                new EventPlace(row.At, row.Id), [Of(reading, row.Row.Scan, lines[row.Row.Scan.ShipmentId]).ToJson()])),
        ];
    }

    static OwnEvent Of(EventReading reading, CustodyEvent scan, Shipment shipment)
    {
        var holder = new TypedName("possessing_party", reading.Ids.Of(NamedKind.Party, scan.HolderId));
        var place = scan.NodeId is { } node ? reading.Ids.Of(NamedKind.Node, node) : null;
        return new OwnEvent
        {
            EventId = OwnEventId.Of(OwnEventKind.Custody, scan.EventId),
            EventTime = scan.StatedAt,
            RecordTime = scan.RecordedAt,
            BizStep = StepOf(scan),
            Disposition = scan.Condition switch
            {
                GoodsCondition.Good => "in_transit",
                GoodsCondition.Damaged => "damaged",
                GoodsCondition.Spoilt => "non_sellable_other",
            },
            Epcs = [reading.Ids.Of(NamedKind.Shipment, scan.ShipmentId)],
            Quantities =
            [
                .. reading.LinesOf(shipment).SelectMany(line => line.Batches)
                    .Select(batch => new ClassQuantity(reading.Ids.Of(NamedKind.Batch, batch.BatchId), null, null)).Distinct(),
            ],
            Transactions = reading.PapersOf(shipment),
            Sources = scan.Act == CustodyAct.HandedOver ? [holder] : [],
            Destinations = scan.Act == CustodyAct.TakenOver ? [holder] : [],
            ReadPoint = place,
            Extensions = [($"{reading.Ids.Vocabulary}packages", JsonValue.Create(scan.Packages))],
        };
    }

    static string StepOf(CustodyEvent scan) => (scan.Act, scan.By) switch
    {
        (CustodyAct.TakenOver, CustodyHolder.Carrier) => "loading",
        (CustodyAct.TakenOver, _) => "receiving",
        (CustodyAct.HandedOver, CustodyHolder.Carrier) => "unloading",
        (CustodyAct.HandedOver, _) => "departing",
        _ => throw new InvalidOperationException($"Scan {scan.EventId} has no act."),
    };

    sealed record ScanOf(CustodyEvent Scan, Guid OrderId);
}
