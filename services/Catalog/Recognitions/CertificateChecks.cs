using Marketplace.Catalog.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Recognitions;

/// <summary>What a certificate of each kind says besides its number.</summary>
static class CertificateChecks
{
    /// <summary>A recognition names no issuer, every other kind does; what conforms is a batch.</summary>
    public static void Check(Checks checks, CertificateKind kind, string? issuer, Guid? batchId)
    {
        checks.TextOrNone(issuer, "issuer", max: 100);
        checks.That(
            kind == CertificateKind.Recognition == issuer is null,
            "issuer",
            "issuer_invalid",
            "帮扶产品认定由产地县作出，不填发证机构；其他证书须填写发证机构。",
            "A recognition is the county's own and names no issuer; every other certificate names who issued it.");
        checks.That(
            kind == CertificateKind.Conformity == batchId is not null || kind is CertificateKind.GreenFood or CertificateKind.Organic,
            "batchId",
            "batch_invalid",
            "承诺达标合格证须填写批次；认定和地理标志不针对批次。",
            "A certificate of conformity names its batch; a recognition or a geographical indication names none.");
    }
}
