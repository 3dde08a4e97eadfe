using Marketplace.Catalog.Domain;

namespace Marketplace.Catalog.Recognitions;

/// <summary>A certificate as listings and batches show it.</summary>
/// <param name="RecordId">Its record in the register.</param>
/// <param name="Kind">What it certifies.</param>
/// <param name="Number">The number on it.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="ValidFrom">First day of validity.</param>
/// <param name="ValidUntil">Last day of validity, inclusive.</param>
/// <param name="State">Claimed while the county has not confirmed it.</param>
public sealed record CertificateView(
    Guid RecordId, CertificateKind Kind, string Number, string Issuer, DateOnly ValidFrom, DateOnly ValidUntil, RecordState State)
{
    /// <summary>Those of these records that are about the product as a whole; null when none is.</summary>
    internal static IReadOnlyList<CertificateView>? OfProduct(
        ILookup<Guid, RecognitionRecord> certificates, Product product, DateOnly today) => Of(
            certificates[product.PrincipalId ?? product.SupplierId]
                .Where(record => record.BatchId is null && record.IsAbout(product.PrincipalProductId ?? product.Id)), today);

    /// <summary>Those of these records that are about the batch; null when none is.</summary>
    internal static IReadOnlyList<CertificateView>? OfBatch(IEnumerable<RecognitionRecord> certificates, Guid batchId, DateOnly today) =>
        Of(certificates.Where(record => record.BatchId == batchId), today);

    static List<CertificateView>? Of(IEnumerable<RecognitionRecord> records, DateOnly today) =>
        records.Select(record => new CertificateView(
            record.Id, record.Kind, record.Number, record.Issuer ?? "", record.ValidFrom!.Value, record.ValidUntil!.Value,
            record.StateOn(today))).ToList() is { Count: > 0 } views
            ? views
            : null;
}
