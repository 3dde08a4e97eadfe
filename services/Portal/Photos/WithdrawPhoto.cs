using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;
using Microsoft.AspNetCore.Antiforgery;

namespace Marketplace.Portal.Photos;

/// <summary>POST /portal/photos/{photoId}/withdrawal: its sender takes a photograph back.</summary>
static class WithdrawPhoto
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/portal/photos/{photoId:guid}/withdrawal", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static async Task<IResult> HandleAsync(
        Guid photoId, HttpContext http, IAntiforgery forms, MarketplaceServices services, CancellationToken ct)
    {
        await forms.ValidateRequestAsync(http);
        var form = await http.Request.ReadFormAsync(ct);
        if (form["key"].ToString() is not { Length: > 0 } key)
        {
            return TypedResults.BadRequest();
        }

        await services.Logistics.WithdrawPhotoAsync(photoId, key, new() { Reason = form["reason"].ToString() }, ct);
        return AddPhotos.Then(form);
    }
}
