using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Months;

/// <summary>GET /portal/months/{snapshotId}/file: the signed file that is checked without the service, or a workbook made of it.</summary>
static class DownloadSnapshot
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/months/{snapshotId:guid}/file", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static Task<IResult> HandleAsync(
        Guid snapshotId, HttpContext http, MarketplaceServices services, CancellationToken ct, string format = "signed") =>
        services.HandOnAsync(http, $"/credits/snapshots/{snapshotId}?format={Uri.EscapeDataString(format)}", ct);
}
