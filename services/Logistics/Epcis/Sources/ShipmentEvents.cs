using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Events that happen to a shipment once.</summary>
static class ShipmentEvents
{
    extension(EventReading reading)
    {
        /// <summary>The next shipments to which it happened, each with its event.</summary>
        /// <param name="kind">What happened.</param>
        /// <param name="shipments">Those to which it happened, with their lines, and when that was recorded.</param>
        /// <param name="page">The place of the last one that was read, and how many at most.</param>
        /// <param name="eventOf">The event of a shipment.</param>
        public async Task<IReadOnlyList<SourceRow>> OfShipmentsAsync(
            OwnEventKind kind, IQueryable<Listed<Shipment>> shipments, (EventPlace? After, int Take) page, Func<Shipment, OwnEvent> eventOf,
            CancellationToken ct)
        {
            if (reading.RecordsOf(kind) is { } records)
            {
                shipments = shipments.Where(row => records.Contains(row.Id));
            }

            var rows = await shipments.Oldest(reading, page.After, page.Take).ToListAsync(ct);
            return [.. rows.Select(row => new SourceRow(new EventPlace(row.At, row.Id), [eventOf(row.Row).ToJson()]))];
        }
    }
}
