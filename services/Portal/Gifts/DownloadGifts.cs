using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Gifts;

/// <summary>
/// GET /portal/gifts/template: the workbook to fill in; and /portal/gifts/{listId}/sheet: who gets what with whole names, to be signed when
/// it is handed out.
/// </summary>
static class DownloadGifts
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        MapFile(routes, "/portal/gifts/template", (http, services, ct) =>
            services.HandOnAsync(http, "/ordering/gift-lists/template?format=xlsx", ct));
        MapFile(routes, "/portal/gifts/{listId:guid}/sheet", (http, services, ct) =>
            services.HandOnAsync(http, $"/ordering/gift-lists/{http.GetRouteValue("listId")}/recipients/sheet?format=xlsx", ct));
    }

    static void MapFile(
        IEndpointRouteBuilder routes, string path, Func<HttpContext, MarketplaceServices, CancellationToken, Task<IResult>> handle) =>
        routes.MapGet(path, handle).RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();
}
