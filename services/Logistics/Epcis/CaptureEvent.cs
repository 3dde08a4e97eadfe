using System.Text.Json;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis;

/// <summary>POST /logistics/epcis/events: captures one event, as <see cref="CaptureEvents"/> does many.</summary>
public static class CaptureEvent
{
    public static void Map(RouteGroupBuilder epcis) => epcis.MapPost("/events", HandleAsync)
        .WithName(nameof(CaptureEvent)).WithSummary("采集单个 EPCIS 事件 Capture one EPCIS event")
        .WithMetadata(new EpcisSchema(EpcisBody.Event))
        .For(CaptureEvents.CaptureRoles).Decided(DecidedBy.Organisation);

    /// <param name="document">The event, with its context.</param>
    static async Task<Created<JsonElement>> HandleAsync(
        [FromBody] JsonElement document, LogisticsDb db, Caller caller, TakeEvents take, EpcisIds ids, TimeProvider clock,
        CancellationToken ct)
    {
        var submitted = EpcisDocument.ReadEvent(document).WithoutOurs(ids.Vocabulary);
        if (submitted.Faults.Count > 0)
        {
            throw EpcisDocument.Refused(submitted.Faults);
        }

        var captureId = Guid.CreateVersion7(clock.GetUtcNow());
        var taken = (await take.AddAsync(captureId, [submitted], ct))[0];
        if (taken.Row is not { } row)
        {
            var fault = taken.Faults[0];
            throw new RuleBrokenException(fault.Code, fault.Zh, fault.En, fault.Field);
        }

        if (taken.IsKnown)
        {
            row = await db.CapturedEvents.AsNoTracking().SingleAsync(
                known => known.CapturedBy == row.CapturedBy && known.EventId == row.EventId
                    && known.IsErrorDeclaration == row.IsErrorDeclaration,
                ct);
        }
        else
        {
            db.Add(new EpcisCapture
            {
                CaptureId = captureId,
                CapturedBy = caller.Org!.Value,
                RecordedBy = caller.Subject,
                RecordedAt = row.RecordedAt,
                ErrorBehaviour = CaptureErrorBehaviour.Rollback,
                EventCount = 1,
                KeptCount = 1,
                Envelope = "{}",
                Faults = [],
            });
            await db.SaveChangesAsync(ct);
        }

        return TypedResults.Created(
            $"/{LogisticsService.Name}/epcis/events/{Uri.EscapeDataString(row.EventId)}", Sources.CapturedEvents.Of(ids, row));
    }
}
