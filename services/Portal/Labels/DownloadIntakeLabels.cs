using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Labels;

/// <summary>GET /portal/station/intakes/labels?intake=…: labels of what the station took in, as a PDF.</summary>
static class DownloadIntakeLabels
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/station/intakes/labels", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static Task<IResult> HandleAsync(Guid[] intake, HttpContext http, MarketplaceServices services, CancellationToken ct) =>
        services.HandOnAsync(
            http, $"/logistics/intakes/labels/file?{string.Join('&', intake.Select(id => $"intakeId={id}"))}", ct);
}
