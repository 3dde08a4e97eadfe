using Marketplace.Catalog.Domain;

namespace Marketplace.Catalog.Recognitions;

/// <summary>What a county's register says of a number that a supplier holds or claimed.</summary>
public sealed record RecognitionView
{
    public required Guid RecordId { get; init; }

    public required string Number { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>The only product for which it holds; null when it holds for all that the supplier lists under the number.</summary>
    public Guid? ProductId { get; init; }

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

    /// <summary>The county has issued no such recognition to this supplier.</summary>
    public required bool IsDeclined { get; init; }

    public string? DeclinedReason { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match.</summary>
    public required long Version { get; init; }

    /// <summary>The view of a record whose county is loaded.</summary>
    internal static RecognitionView Of(RecognitionRecord record) => new()
    {
        RecordId = record.Id,
        Number = record.Number,
        SupplierId = record.HolderId,
        ProductId = record.ProductId,
        CountyId = record.CountyId,
        CountyName = record.County.Name,
        ValidFrom = record.ValidFrom,
        ValidUntil = record.ValidUntil,
        Document = record.Document,
        IssuedAt = record.IssuedAt,
        WithdrawnFrom = record.WithdrawnFrom,
        WithdrawnReason = record.WithdrawnReason,
        IsDeclined = record.IsDeclined,
        DeclinedReason = record.DeclinedReason,
        Version = record.Version,
    };
}
