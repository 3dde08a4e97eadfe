using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Orders;

/// <summary>GET /portal/sheets/template: the workbook to fill in for a week.</summary>
static class DownloadTemplate
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/sheets/template", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static Task<IResult> HandleAsync(HttpContext http, MarketplaceServices services, CancellationToken ct) =>
        services.HandOnAsync(http, "/ordering/drafts/template?format=xlsx", ct);
}
