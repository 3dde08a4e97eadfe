using Marketplace.Portal.Sessions;
using Microsoft.AspNetCore.Antiforgery;

namespace Marketplace.Portal.Look;

/// <summary>GET /portal/form-token: a token for a form that was kept on a device for longer than its own is good.</summary>
static class FormToken
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/form-token", (HttpContext http, IAntiforgery forms) =>
    {
        var tokens = forms.GetAndStoreTokens(http);
        return TypedResults.Ok(new { Name = tokens.FormFieldName, Value = tokens.RequestToken });
    }).RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();
}
