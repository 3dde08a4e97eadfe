using Marketplace.Client.Credits;
using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Credited;

/// <summary>
/// GET /portal/credited/file: one's own credited figures as a workbook, and …/not/file: what was not credited, and why.
/// GET /portal/certificates/{entryId}: the certificate of an entry as a PDF, and …/data: the same with signature and proof, to be checked.
/// </summary>
static class DownloadCredited
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/portal/credited/file", FileAsync)
            .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();
        routes.MapGet("/portal/credited/not/file", NotFileAsync)
            .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();
        routes.MapGet("/portal/certificates/{entryId:guid}", CertificateAsync)
            .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();
        routes.MapGet("/portal/certificates/{entryId:guid}/data", DataAsync)
            .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();
    }

    static Task<IResult> FileAsync(string month, HttpContext http, MarketplaceServices services, CancellationToken ct) =>
        services.HandOnAsync(http, $"/credits/own/credited/file?month={Uri.EscapeDataString(month)}&format=Xlsx", ct);

    static Task<IResult> NotFileAsync(string month, HttpContext http, MarketplaceServices services, CancellationToken ct) =>
        services.HandOnAsync(
            http, $"/credits/own/not-credited/file?month={Uri.EscapeDataString(month)}&since={Since.Year}&format=Xlsx", ct);

    static Task<IResult> CertificateAsync(Guid entryId, HttpContext http, MarketplaceServices services, CancellationToken ct) =>
        services.HandOnAsync(http, $"/credits/entries/{entryId}/certificate/file", ct);

    static Task<IResult> DataAsync(Guid entryId, HttpContext http, MarketplaceServices services, CancellationToken ct)
    {
        http.Response.Headers.ContentDisposition = $"attachment; filename=certificate-{entryId}.json";
        return services.HandOnAsync(http, $"/credits/entries/{entryId}/certificate", ct);
    }
}
