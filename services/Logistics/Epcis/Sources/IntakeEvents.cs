using System.Text.Json.Nodes;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>
/// What stations took in: goods of a batch come to be known. One that is taken back is told again with an error declaration. Nothing tells
/// who brought it, or at what price.
/// </summary>
sealed class IntakeEvents : IEventSource
{
    public async Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct)
    {
        // An intake is about a batch, and about no shipment yet.
        if (reading.ShipmentIds is not null)
        {
            return [];
        }

        var intakes = reading.Db.Intakes.AsNoTracking();
        if (reading.BatchIds is { } batches)
        {
            intakes = intakes.Where(intake => batches.Contains(intake.BatchId));
        }

        if (reading.RecordsOf(OwnEventKind.Intake) is { } records)
        {
            intakes = intakes.Where(intake => records.Contains(intake.IntakeId)
                || (intake.Reverses != null && records.Contains(intake.Reverses.Value)));
        }

        var rows = await intakes.Select(intake => new Listed<Intake> { At = intake.RecordedAt, Id = intake.IntakeId, Row = intake })
            .Oldest(reading, after, take).ToListAsync(ct);
        return [.. rows.Select(row => new SourceRow(new EventPlace(row.At, row.Id), [Of(reading.Ids, row.Row).ToJson()]))];
    }

    internal static OwnEvent Of(EpcisIds ids, Intake intake) => new()
    {
        EventId = OwnEventId.Of(OwnEventKind.Intake, intake.Reverses ?? intake.IntakeId),
        EventTime = intake.TakenInAt,
        RecordTime = intake.RecordedAt,
        Action = "ADD",
        BizStep = "commissioning",
        Disposition = "active",
        Quantities = [new ClassQuantity(ids.Of(NamedKind.Batch, intake.BatchId), Math.Abs(intake.Weight.Units), "KGM")],
        ReadPoint = ids.Of(NamedKind.Node, intake.NodeId),
        BizLocation = ids.Of(NamedKind.Node, intake.NodeId),
        Destinations = [new TypedName("owning_party", ids.Of(NamedKind.Party, intake.SupplierId))],
        DeclaredWrongAt = intake.Reverses is null ? null : intake.RecordedAt,
        Extensions = [($"{ids.Vocabulary}grade", JsonValue.Create(intake.Grade))],
    };
}
