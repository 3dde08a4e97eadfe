using System.Globalization;
using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Labels;

/// <summary>GET /portal/supply/shipments/{shipmentId}/labels?packages=12: labels of the packages of a shipment, as a PDF.</summary>
static class DownloadPackageLabels
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/supply/shipments/{shipmentId:guid}/labels", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    /// <summary>What is no number is left to the service, which says what it wants.</summary>
    static Task<IResult> HandleAsync(
        Guid shipmentId, string packages, string? from, HttpContext http, MarketplaceServices services, CancellationToken ct)
    {
        var first = string.IsNullOrWhiteSpace(from) ? "" : $"&from={Uri.EscapeDataString(from.Trim())}";
        return services.HandOnAsync(
            http,
            string.Create(
                CultureInfo.InvariantCulture,
                $"/logistics/shipments/{shipmentId}/labels/file?packages={Uri.EscapeDataString(packages.Trim())}{first}"),
            ct);
    }
}
