namespace Marketplace.Crediting.Domain;

/// <summary>What a county's register says now of a number that a supplier holds or claimed (CR-04).</summary>
public sealed class RecognitionRecord
{
    public required Guid RecordId { get; init; }

    public long Version { get; private set; }

    public required string Number { get; init; }

    /// <summary>The holder, or whoever claimed it.</summary>
    public required Guid SupplierId { get; init; }

    /// <summary>The region id of the county that issued it.</summary>
    public required string CountyId { get; init; }

    /// <summary>The only product for which it holds; null when it holds for all.</summary>
    public Guid? ProductId { get; private set; }

    /// <summary>First day of validity; null when the claim was declined.</summary>
    public DateOnly? ValidFrom { get; private set; }

    /// <summary>Last day of validity, inclusive; null when the claim was declined.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>The first day on which it no longer counts; null while it was not withdrawn.</summary>
    public DateOnly? WithdrawnFrom { get; private set; }

    /// <summary>The county has issued no such recognition.</summary>
    public bool IsDeclined { get; private set; }

    /// <summary>The last day on which it counts; null when the claim was declined.</summary>
    public DateOnly? LastDay => WithdrawnFrom is { } withdrawn && withdrawn <= ValidUntil ? withdrawn.AddDays(-1) : ValidUntil;

    /// <summary>Takes over what a version says; false when a newer one is known.</summary>
    public bool Learn(
        long version, Guid? productId, DateOnly? validFrom, DateOnly? validUntil, DateOnly? withdrawnFrom, bool isDeclined)
    {
        if (version <= Version)
        {
            return false;
        }

        (Version, ProductId, ValidFrom, ValidUntil, WithdrawnFrom, IsDeclined) =
            (version, productId, validFrom, validUntil, withdrawnFrom, isDeclined);
        return true;
    }

    /// <summary>
    /// True when it is about what the sale claims. An official may have corrected the origin of a sale that it confirmed.
    /// </summary>
    public bool IsAbout(SaleLine line) => line.RecognitionNumber == Number && line.RecognitionHolderId == SupplierId
        && (line.RecognitionRecordId == RecordId || line.OriginId == CountyId);

    /// <summary>True when it is issued and holds for the product.</summary>
    public bool IsFor(Guid productId) => !IsDeclined && (ProductId is null || ProductId == productId);
}

/// <summary>What a county's register says of the recognition that a sale names (CR-04).</summary>
public enum RecognitionState
{
    /// <summary>待确认: nothing yet; it is the seller's claim.</summary>
    Unconfirmed = 1,

    /// <summary>已确认.</summary>
    Confirmed = 2,

    /// <summary>已否认: the county has issued none, or none for this product.</summary>
    Declined = 3,
}
