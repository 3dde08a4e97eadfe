using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Certificates;

/// <summary>GET /credits/entries/{entryId}/certificate. The certificate of an entry as data, which the command Verifier checks.</summary>
public static class GetCertificate
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/entries/{entryId:guid}/certificate", HandleAsync)
        .WithName("GetCertificate")
        .WithSummary("计量凭证 Certificate of credit, as data")
        .For(Roles.Purchaser, Roles.Supplier, Roles.Facilitator, Roles.Official, Roles.Auditor, Roles.Operator).MayConflict()
        .RecordsAccess<CreditingDb>("certificate", DataClass.Commercial);

    static async Task<Ok<CreditCertificate>> HandleAsync(Guid entryId, IssueCertificate certificates, CancellationToken ct) =>
        TypedResults.Ok(await certificates.OfAsync(entryId, ct));
}
