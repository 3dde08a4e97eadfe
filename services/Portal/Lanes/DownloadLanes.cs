using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;
using Microsoft.AspNetCore.Http.Extensions;

namespace Marketplace.Portal.Lanes;

/// <summary>GET /portal/lanes/file: lanes as a table that can be imported again, or the empty template.</summary>
static class DownloadLanes
{
    static readonly string[] Names = ["from", "to", "region", "on", "isTemplate", "format"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/lanes/file", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static Task<IResult> HandleAsync(HttpContext http, MarketplaceServices services, CancellationToken ct)
    {
        var asked = new QueryBuilder(Names.Select(name => KeyValuePair.Create(name, http.Request.Query[name].ToString()))
            .Where(part => part.Value.Length > 0));
        return services.HandOnAsync(http, $"/logistics/lanes/file{asked.ToQueryString()}", ct);
    }
}
