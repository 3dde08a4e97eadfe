using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Epcis;

/// <summary>
/// GET /logistics/epcis/events: the simple event query of EPCIS 2.0, over what follows from our records and what others captured. Each sees
/// events of the shipments and batches that it sees.
/// </summary>
public static class QueryEvents
{
    public static void Map(RouteGroupBuilder epcis) => epcis.MapGet("/events", HandleAsync)
        .WithName(nameof(QueryEvents)).WithSummary("查询 EPCIS 事件 Query EPCIS events")
        .WithDescription("Names what it is asked of (a batch, shipment, order, acceptance or event), or a time of at most "
            + $"{EventQuery.DaysMax} days. Several values of a parameter, with | between, mean any of them; all parameters have to hold. "
            + "The header Link has the address of the next page; a page may have fewer events than perPage, or none, and be followed by "
            + "others.")
        .WithMetadata(EventQuerySchema.Query, new EventQuerySchema())
        .For(EventPages.Readers).IsExpensive(request => !EventQuery.IsNamedBy(request.Query));

    static Task<Ok<EpcisQueryDocument>> HandleAsync(HttpContext http, EventPages pages, CancellationToken ct) =>
        pages.AnswerAsync(EventQuery.Read(http.Request.Query), http, ct);
}
