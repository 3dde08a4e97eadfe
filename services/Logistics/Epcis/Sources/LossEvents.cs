using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Losses that suppliers and carriers reported: of a line in all, as one side knew by then.</summary>
sealed class LossEvents : IEventSource
{
    public async Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct)
    {
        var owners = await reading.OwnersOfAsync(OwnEventKind.Loss, ct);
        var reports = from report in reading.Db.LossReports.AsNoTracking()
                      join shipment in reading.Shipments on report.ShipmentId equals shipment.ShipmentId
                      where owners == null || owners.Contains(report.ShipmentId)
                      select new NumberedRow<LossReport>
                      {
                          At = report.ReportedAt,
                          Id = report.ShipmentId,
                          Number = report.Number,
                          Row = report,
                      };
        var rows = await reports.Oldest(reading, after, take).ToListAsync(ct);
        var shipments = await reading.WithLinesAsync(rows.Select(row => row.Id), ct);
        return
        [
            .. from row in rows
               let shipment = shipments[row.Id]
               select new SourceRow(
                   new EventPlace(row.At, row.Id, row.Number),
                   [
                       .. reading.LinesOf(shipment).Where(line => line.LineNumber == row.Row.LineNumber)
                           .Select(line => Of(reading, row.Row, shipment, line).ToJson()),
                   ]),
        ];
    }

    static OwnEvent Of(EventReading reading, LossReport report, Shipment shipment, ShipmentLine line) => new()
    {
        EventId = OwnEventId.Of(OwnEventKind.Loss, report.ShipmentId, report.Number),
        EventTime = report.ReportedAt,
        RecordTime = report.ReportedAt,
        BizStep = "transporting",
        Disposition = report.Reason switch
        {
            LossReason.Missing => "unavailable",
            LossReason.Damaged or LossReason.Accident => "damaged",
            LossReason.Spoilt => "non_sellable_other",
            LossReason.Other => "unknown",
        },
        Epcs = [reading.Ids.Of(NamedKind.Shipment, shipment.ShipmentId)],
        // Of which batch nobody said.
        Quantities = GoodsQuantities.SomeOf(
            reading.Ids, line, report.Quantity, GoodsQuantities.Of(reading.Ids, line, line.Dispatched ?? Quantity.Zero)),
        Transactions = reading.PapersOf(shipment),
        Sources = report.By == LossReporter.Supplier
            ? [new TypedName("owning_party", reading.Ids.Of(NamedKind.Party, shipment.SupplierId))]
            : [],
    };
}
