using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Epcis;

/// <summary>
/// GET /logistics/epcis/events/{eventId}: an event with its error declarations, in a document. Parties choose the ids of their events, so
/// that there may be one of each.
/// </summary>
public static class GetEpcisEvent
{
    public static void Map(RouteGroupBuilder epcis) => epcis.MapGet("/events/{eventId}", HandleAsync)
        .WithName(nameof(GetEpcisEvent)).WithSummary("读取 EPCIS 事件 Get an EPCIS event").For(EventPages.Readers);

    /// <param name="eventId">Its URI, percent-encoded.</param>
    static async Task<Ok<EpcisQueryDocument>> HandleAsync(
        string eventId, LogisticsDb db, Caller caller, EpcisIds ids, TimeProvider clock, CancellationToken ct)
    {
        var query = EventQuery.Read(QueryCollection.Empty);
        query.Want("EQ_eventID", EventPages.Unescaped(eventId));
        var now = clock.NowToTheMillisecond();
        var reading = await EventReading.OfAsync(db, caller, ids, query, now, ct);
        var (events, _) = await reading.PageAsync(ct);
        return events.Count > 0
            ? TypedResults.Ok(EpcisQueryDocument.Of(events, now))
            : throw new NotFoundException(
                "event_not_found", "没有此标识的事件，或它不在您的可见范围内；请核对标识。",
                "There is no event with this id that you may see; check the id.");
    }
}
