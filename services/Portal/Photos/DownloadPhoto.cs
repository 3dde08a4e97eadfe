using System.Net;
using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Photos;

/// <summary>GET /portal/photos/{photoId}: the picture, asked for again each time, and not sent again to a browser that has it.</summary>
static class DownloadPhoto
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/photos/{photoId:guid}", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static async Task<IResult> HandleAsync(Guid photoId, HttpContext http, MarketplaceServices services, CancellationToken ct)
    {
        var answer = await services.SendAsync($"/logistics/photos/{photoId}", ct, http.Request.Headers.IfNoneMatch);
        http.Response.RegisterForDispose(answer);
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.ETag = answer.Headers.ETag?.ToString();
        if (answer.StatusCode == HttpStatusCode.NotModified)
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        http.Response.Headers.ContentDisposition = answer.Content.Headers.ContentDisposition?.ToString();
        return TypedResults.Stream(await answer.Content.ReadAsStreamAsync(ct), answer.Content.Headers.ContentType?.ToString());
    }
}
