namespace Marketplace.Portal.Look;

/// <summary>
/// GET /portal/offline.js: what answers for the server while there is no network; from here, so that it answers for all pages.
/// </summary>
static class OfflineScript
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/offline.js", (HttpContext http, Assets assets) =>
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers["Service-Worker-Allowed"] = "/portal";
        return assets.Answer("offline.js");
    }).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
}
