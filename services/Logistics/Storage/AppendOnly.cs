using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.Logistics.Storage;

/// <summary>
/// What was taken in, handed over, photographed, accepted, lost or ended, who carried it, why a plan was changed and what others captured
/// stays as it was written, and so does what was proposed, and who read what. A picture may go, and is never another.
/// </summary>
static class AppendOnly
{
    /// <summary>So old readings may be forgotten.</summary>
    internal const int ReadingDaysMin = 180;

    /// <summary>Makes the triggers; the last step of the migration that makes the tables.</summary>
    public static void Guard(MigrationBuilder migration) => AppendOnlyTable.Guard(
        migration,
        [
            new("acceptances", ["acceptance_id"]),
            new("acceptance_lines", ["acceptance_id", "line_number"]),
            new("carrier_changes", ["shipment_id", "number"]),
            new("loss_reports", ["shipment_id", "number"]),
            new("commitment_ends", ["end_id"]),
            new("plan_revisions", ["plan_id", "number"]),
            new("intakes", ["intake_id"]),
            new("custody_events", ["event_id"]),
            new("temperature_readings", ["shipment_id", "device_id", "stated_at"]) { Aging = new("stated_at", ReadingDaysMin) },
            new("reading_uploads", ["shipment_id", "number"]) { Aging = new("recorded_at", ReadingDaysMin) },
            new("shipment_photos", ["photo_id"]) { Open = ["withdrawn_at", "withdrawn_by", "withdrawal_reason", "forgotten_at"] },
            new("photo_contents", ["photo_id"]) { IsDeletable = true },
            new("epcis_captures", ["capture_id"]),
            new("captured_events", ["event_key"]),
            new("captured_event_names", ["value", "event_key"]),
            new("captured_event_shipments", ["shipment_id", "event_key"]),
            new("captured_event_batches", ["batch_id", "event_key"]),
            .. AppendOnlyTable.Proposals,
            .. AccessRecord.Tables,
        ]);
}
