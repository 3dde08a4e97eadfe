using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Epcis;

/// <summary>
/// GET /logistics/epcis/epcs/{epc}/events: the events of one object, such as a shipment; otherwise as the query of events.
/// </summary>
public static class ListEpcEvents
{
    public static void Map(RouteGroupBuilder epcis) => epcis.MapGet("/epcs/{epc}/events", HandleAsync)
        .WithName(nameof(ListEpcEvents)).WithSummary("查询单个对象的 EPCIS 事件 List the EPCIS events of an object")
        .WithMetadata(EventQuerySchema.Query, new EventQuerySchema())
        .For(EventPages.Readers);

    /// <param name="epc">The URI of the object, percent-encoded.</param>
    static Task<Ok<EpcisQueryDocument>> HandleAsync(string epc, HttpContext http, EventPages pages, CancellationToken ct)
    {
        var query = EventQuery.Read(http.Request.Query);
        query.Want("MATCH_anyEPC", EventPages.Unescaped(epc));
        return pages.AnswerAsync(query, http, ct);
    }
}
