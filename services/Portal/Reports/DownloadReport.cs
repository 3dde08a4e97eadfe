using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Reports;

/// <summary>GET /portal/reports/{path}/file: a report as a workbook or CSV, as the ledger writes it.</summary>
static class DownloadReport
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/reports/{path}/file", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static async Task<IResult> HandleAsync(
        string path, HttpContext http, MarketplaceServices services, TimeProvider clock, CancellationToken ct)
    {
        if (Catalogue.Find(path) is not { } kind)
        {
            return TypedResults.NotFound();
        }

        var address = Catalogue.AddressOf(kind, http.Request.Query, Catalogue.Today(clock), "/file", "format");
        return await services.HandOnAsync(http, address, ct);
    }
}
