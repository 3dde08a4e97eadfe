using Marketplace.Portal.Clients;
using Marketplace.Portal.Look;
using Marketplace.Portal.Sessions;
using Microsoft.AspNetCore.Antiforgery;

namespace Marketplace.Portal.Tours;

/// <summary>
/// POST /portal/scans/kept: scans that a device kept while there was no network. Those that are not recorded are answered with the reason
/// (409), so that the page of scans shows them.
/// </summary>
static class RecordKeptScans
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/portal/scans/kept", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static async Task<IResult> HandleAsync(
        HttpContext http, IAntiforgery forms, MarketplaceServices services, Language language, TimeProvider clock, CancellationToken ct)
    {
        await forms.ValidateRequestAsync(http);
        var form = await http.Request.ReadFormAsync(ct);
        if (form["key"].ToString() is not { Length: > 0 } key)
        {
            return TypedResults.BadRequest();
        }

        var scans = await TypedScans.RecordAsync(key, field => form[field].ToString(), services, language, clock, ct);
        return scans.Left.Count == 0
            ? TypedResults.NoContent()
            : TypedResults.Json(
                new { detail = string.Join('\n', scans.Faults), left = string.Join('\n', scans.Left) },
                statusCode: StatusCodes.Status409Conflict);
    }
}
