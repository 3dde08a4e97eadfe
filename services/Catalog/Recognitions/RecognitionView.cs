using Marketplace.Catalog.Domain;

namespace Marketplace.Catalog.Recognitions;

/// <summary>What a county's register says of a number that a supplier holds or claimed.</summary>
public sealed record RecognitionView
{
    public required Guid RecordId { get; init; }

    /// <summary>What it certifies.</summary>
    public required CertificateKind Kind { get; init; }

    public required string Number { get; init; }

    /// <summary>Who issued it; null for a recognition, which the county itself issues.</summary>
    public string? Issuer { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>The only product for which it holds; null when it holds for all that the supplier lists under the number.</summary>
    public Guid? ProductId { get; init; }

    /// <summary>The only batch for which it holds; null when it holds for all.</summary>
    public Guid? BatchId { get; init; }

    public required string CountyId { get; init; }

    public required string CountyName { get; init; }

    /// <summary>Null when the claim was declined.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day of validity, inclusive; null when the claim was declined.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The document that the last change rests on; null for a declined claim.</summary>
    public string? Document { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The first day on which it no longer counts; null while it was not withdrawn.</summary>
    public DateOnly? WithdrawnFrom { get; init; }

    public string? WithdrawnReason { get; init; }

    /// <summary>Where it stands today; Claimed while the supplier states it and the county has not answered.</summary>
    public required RecordState State { get; init; }

    /// <summary>The county has issued no such recognition to this supplier.</summary>
    public required bool IsDeclined { get; init; }

    public string? DeclinedReason { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match.</summary>
    public required long Version { get; init; }

    /// <summary>The view of a record whose county is loaded.</summary>
    internal static RecognitionView Of(RecognitionRecord record, DateOnly today) => new()
    {
        RecordId = record.Id,
        Kind = record.Kind,
        Number = record.Number,
        Issuer = record.Issuer,
        SupplierId = record.HolderId,
        ProductId = record.ProductId,
        BatchId = record.BatchId,
        CountyId = record.CountyId,
        CountyName = record.County.Name,
        ValidFrom = record.ValidFrom,
        ValidUntil = record.ValidUntil,
        Document = record.Document,
        IssuedAt = record.IssuedAt,
        WithdrawnFrom = record.WithdrawnFrom,
        WithdrawnReason = record.WithdrawnReason,
        State = record.StateOn(today),
        IsDeclined = record.IsDeclined,
        DeclinedReason = record.DeclinedReason,
        Version = record.Version,
    };
}
