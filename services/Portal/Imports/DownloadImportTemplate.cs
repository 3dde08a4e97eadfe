using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Imports;

/// <summary>GET /portal/imports/template: the workbook to fill in.</summary>
static class DownloadImportTemplate
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/imports/template", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static Task<IResult> HandleAsync(HttpContext http, MarketplaceServices services, CancellationToken ct) =>
        services.HandOnAsync(http, "/credits/imports/template?format=xlsx", ct);
}
