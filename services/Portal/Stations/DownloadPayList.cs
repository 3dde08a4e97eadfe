using Marketplace.Contracts;
using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Stations;

/// <summary>GET /portal/station/pay-list/file: the sheet by which households are paid and sign (农户结算清单).</summary>
static class DownloadPayList
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/station/pay-list/file", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static Task<IResult> HandleAsync(
        string month, string format, HttpContext http, Person person, MarketplaceServices services, TimeProvider clock,
        CancellationToken ct)
    {
        var asked = PayMonth.Of(month, BusinessDay.Of(clock.GetUtcNow()));
        return services.HandOnAsync(
            http,
            $"/logistics/nodes/{person.OrganisationId}/pay-list/sheet?from={asked.From:yyyy-MM-dd}&until={asked.Until:yyyy-MM-dd}"
            + $"&format={Uri.EscapeDataString(format)}",
            ct);
    }
}
