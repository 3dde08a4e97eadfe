using Marketplace.Contracts;
using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;

namespace Marketplace.Portal.Payables;

/// <summary>GET /portal/payables/statement: the account with one counterpart in a month (对账单), as a workbook.</summary>
static class DownloadStatement
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/payables/statement", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static Task<IResult> HandleAsync(
        Guid with, string month, HttpContext http, Person person, MarketplaceServices services, CancellationToken ct)
    {
        var own = person.OrganisationId ?? Guid.Empty;
        var (unit, supplier) = person.Role == Roles.Supplier ? (with, own) : (own, with);
        return services.HandOnAsync(
            http, $"/ordering/payables/statements/{Uri.EscapeDataString(month)}?unitId={unit}&supplierId={supplier}&format=Xlsx", ct);
    }
}
