using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Logistics.Epcis;

/// <summary>
/// POST /logistics/epcis/capture. A party tells events of its own, in a document of EPCIS 2.0. They are its word: no shipment, no custody
/// and no credit follows from them (decision 96). What the same party has submitted before changes nothing.
/// </summary>
public static partial class CaptureEvents
{
    /// <summary>Who may tell events: who has to do with goods.</summary>
    internal static readonly string[] CaptureRoles = [Roles.Supplier, Roles.Carrier, Roles.Keeper, Roles.Purchaser];

    public static void Map(RouteGroupBuilder epcis) => epcis.MapPost("/capture", HandleAsync)
        .WithName(nameof(CaptureEvents)).WithSummary("采集 EPCIS 事件 Capture EPCIS events")
        .WithDescription($"An EPCISDocument or EPCISQueryDocument of EPCIS 2.0 (JSON-LD) with 1 to {EpcisDocument.EventsMax} events and at "
            + "most 4 MiB. GS1-Capture-Error-Behaviour says what happens to the others when one is refused: rollback (none is kept), "
            + "or proceed. What became of it is at the Location.")
        .TakesUpTo(EpcisDocument.BytesMax).WithMetadata(new EpcisSchema(EpcisBody.Document))
        .For(CaptureRoles).Decided(DecidedBy.Organisation).IsExpensive();

    /// <param name="document">The document.</param>
    /// <param name="behaviour">"rollback" when not given, or "proceed".</param>
    static async Task<Accepted> HandleAsync(
        [FromBody] JsonElement document, [FromHeader(Name = EpcisHeaders.ErrorBehaviour)] string? behaviour, LogisticsDb db, Caller caller,
        TakeEvents take, EpcisIds ids, TimeProvider clock, ILogger<CapturedEvent> logger, CancellationToken ct)
    {
        var onFault = BehaviourOf(behaviour);
        var read = EpcisDocument.Read(document);
        SubmittedEvent[] submitted = [.. read.Events.Select(one => one.WithoutOurs(ids.Vocabulary))];
        if (onFault == CaptureErrorBehaviour.Rollback && submitted.SelectMany(one => one.Faults).ToList() is [_, ..] faults)
        {
            throw EpcisDocument.Refused(faults);
        }

        var captureId = Guid.CreateVersion7(clock.GetUtcNow());
        var taken = await take.AddAsync(captureId, submitted, ct);
        CaptureFault[] refused =
            [.. taken.SelectMany(one => one.Faults).Select(fault => new CaptureFault(fault.Field, fault.Code, fault.Zh, fault.En))];
        if (onFault == CaptureErrorBehaviour.Rollback && refused.Length > 0)
        {
            db.ChangeTracker.Clear();
        }

        db.Add(new EpcisCapture
        {
            CaptureId = captureId,
            CapturedBy = caller.Org!.Value,
            RecordedBy = caller.Subject,
            RecordedAt = clock.NowToTheMillisecond(),
            ErrorBehaviour = onFault,
            EventCount = submitted.Length,
            KeptCount = onFault == CaptureErrorBehaviour.Rollback && refused.Length > 0 ? 0 : taken.Count(one => one.Row is not null),
            Envelope = read.Rest,
            Faults = [.. refused.Take(EpcisDocument.FaultsMax)],
        });
        await db.SaveChangesAsync(ct);
        Captured(logger, captureId, caller.Org!.Value, submitted.Length, refused.Length);
        return TypedResults.Accepted($"/{LogisticsService.Name}/epcis/capture/{captureId}");
    }

    static CaptureErrorBehaviour BehaviourOf(string? header) => header switch
    {
        null or "rollback" => CaptureErrorBehaviour.Rollback,
        "proceed" => CaptureErrorBehaviour.Proceed,
        _ => throw new InvalidRequestException(
            "error_behaviour_unknown", EpcisHeaders.ErrorBehaviour, "须为 rollback 或 proceed。", "It must be rollback or proceed."),
    };

    [LoggerMessage(LogLevel.Information, "Capture {CaptureId} of {Organisation} had {Events} events with {Faults} faults")]
    static partial void Captured(ILogger logger, Guid captureId, Guid organisation, int events, int faults);
}
