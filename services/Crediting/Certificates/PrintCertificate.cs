using Marketplace.Contracts;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Certificates;

/// <summary>GET /credits/entries/{entryId}/certificate/file. The same certificate to be printed, always of the same bytes.</summary>
public static class PrintCertificate
{
    const string Pdf = "application/pdf";

    public static void Map(RouteGroupBuilder api) => api.MapGet("/entries/{entryId:guid}/certificate/file", HandleAsync)
        .WithName("PrintCertificate")
        .WithSummary("计量凭证（PDF） Certificate of credit, to be printed")
        .AnswersFileAs(Pdf)
        .For(Roles.Purchaser, Roles.Supplier, Roles.Facilitator, Roles.Official, Roles.Auditor, Roles.Operator).MayConflict()
        .RecordsAccess<CreditingDb>("certificate", DataClass.Commercial);

    static async Task<FileContentHttpResult> HandleAsync(Guid entryId, IssueCertificate certificates, CancellationToken ct)
    {
        var certificate = await certificates.OfAsync(entryId, ct);
        return TypedResults.File(CertificatePdf.Of(certificate), Pdf, $"{certificate.Number}.pdf");
    }
}
