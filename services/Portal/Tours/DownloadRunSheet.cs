using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Tours;

/// <summary>GET /portal/tours/{planId}/{number}/run-sheet: the run sheet (行车单) of a tour that was accepted, as a PDF.</summary>
static class DownloadRunSheet
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/tours/{planId:guid}/{number:int}/run-sheet", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static Task<IResult> HandleAsync(Guid planId, int number, HttpContext http, MarketplaceServices services, CancellationToken ct) =>
        services.HandOnAsync(http, $"/logistics/plans/{planId}/tours/{number}/run-sheet/file", ct);
}
