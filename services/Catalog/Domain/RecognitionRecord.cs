using Marketplace.Contracts;

namespace Marketplace.Catalog.Domain;

/// <summary>
/// 认定登记: what a county's register says of a recognition (CR-04) or another certificate of a supplier's products: issued or confirmed,
/// claimed, declined. There is one for each county, kind, number and supplier.
/// </summary>
public sealed class RecognitionRecord
{
    RecognitionRecord()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>What it certifies.</summary>
    public CertificateKind Kind { get; private init; }

    /// <summary>Who issued it; null for a recognition, which the county itself issues.</summary>
    public string? Issuer { get; private set; }

    /// <summary>The only batch for which it holds; null when it holds for all.</summary>
    public Guid? BatchId { get; private set; }

    /// <summary>The supplier states it, and the county has not answered yet; a recognition is claimed on the listing instead.</summary>
    public bool IsClaim { get; private set; }

    /// <summary>The number on the certificate; a county has each of a kind once.</summary>
    public string Number { get; private init; } = "";

    /// <summary>The supplier that holds it, or claimed it.</summary>
    public Guid HolderId { get; private init; }

    /// <summary>The only product for which it holds; null when it holds for all that the supplier lists under the number.</summary>
    public Guid? ProductId { get; private set; }

    public string CountyId { get; private init; } = "";

    /// <summary>The county that issued it: the origin of the goods.</summary>
    public Region County { get; private init; } = null!;

    /// <summary>First day of validity; null when the claim was declined.</summary>
    public DateOnly? ValidFrom { get; private set; }

    /// <summary>Last day of validity, inclusive, as the certificate says; null when the claim was declined.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>The document that the last change rests on; null for a claim of recognition that was declined.</summary>
    public string? Document { get; private set; }

    /// <summary>Who issued or confirmed it or declined the claim; while it is a claim, who states it.</summary>
    public string IssuedBy { get; private set; } = "";

    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>The first day on which it no longer counts; null while it was not withdrawn.</summary>
    public DateOnly? WithdrawnFrom { get; private set; }

    public string? WithdrawnReason { get; private set; }

    /// <summary>The county has issued no such recognition to this supplier: its claim is false.</summary>
    public bool IsDeclined { get; private set; }

    public string? DeclinedReason { get; private set; }

    /// <summary>Rises with each change that is published.</summary>
    public long Version { get; private set; }

    /// <summary>The last day on which it counts; before <see cref="ValidFrom"/> when it never does.</summary>
    public DateOnly? LastDay => WithdrawnFrom is { } withdrawn && withdrawn <= ValidUntil ? withdrawn.AddDays(-1) : ValidUntil;

    /// <summary>What listings say of it, once it is issued.</summary>
    public Recognition? Confirmed => !IsClaim && ValidFrom is { } from && LastDay is { } until
        ? new Recognition { Number = Number, RecordId = Id, ValidFrom = from, ValidUntil = until < from ? from.AddDays(-1) : until }
        : null;

    /// <summary>A record without any content yet.</summary>
    public static RecognitionRecord Of(Guid id, CertificateKind kind, string number, Guid holderId, Region county) => new()
    {
        Id = id,
        Kind = kind,
        Number = number,
        HolderId = holderId,
        CountyId = county.Id,
        County = county,
    };

    /// <summary>The supplier states it: a claim until the county confirms it.</summary>
    public void Claim(CertificateContent content, string by, DateTimeOffset at)
    {
        Write(content, by, at);
        (IsClaim, IsDeclined, DeclinedReason) = (true, false, null);
    }

    /// <summary>The county issues or confirms it; a claim that it declined before may turn out to be true.</summary>
    public void Issue(CertificateContent content, string by, DateTimeOffset at)
    {
        Write(content, by, at);
        (IsClaim, IsDeclined, DeclinedReason) = (false, false, null);
    }

    /// <summary>The county declines the claim.</summary>
    public void Decline(string reason, string by, DateTimeOffset at)
    {
        (IsClaim, IsDeclined, DeclinedReason, IssuedBy, IssuedAt) = (false, true, reason, by, at);
        Version++;
    }

    void Write(CertificateContent content, string by, DateTimeOffset at)
    {
        (ProductId, BatchId, Issuer, ValidFrom, ValidUntil, Document, IssuedBy, IssuedAt) = (
            content.ProductId, content.BatchId, content.Issuer, content.ValidFrom, content.ValidUntil, content.Document, by, at);
        Version++;
    }

    /// <summary>It counts longer.</summary>
    public void Renew(DateOnly validUntil, string document)
    {
        (ValidUntil, Document) = (validUntil, document);
        Version++;
    }

    /// <summary>It counts no more for what is confirmed from a day on.</summary>
    public void Withdraw(DateOnly from, string reason, string document)
    {
        (WithdrawnFrom, WithdrawnReason, Document) = (from, reason, document);
        Version++;
    }

    /// <summary>True when it is issued and holds for the product.</summary>
    public bool IsFor(Guid productId) => !IsDeclined && !IsClaim && IsAbout(productId);

    /// <summary>True when it holds, or is claimed, for the product.</summary>
    public bool IsAbout(Guid productId) => ProductId is null || ProductId == productId;

    /// <summary>Where it stands on a day.</summary>
    public RecordState StateOn(DateOnly day) =>
        IsDeclined ? RecordState.Declined
        : IsClaim ? RecordState.Claimed
        : WithdrawnFrom <= day ? RecordState.Withdrawn
        : LastDay < day ? RecordState.Expired
        : RecordState.Confirmed;
}

/// <summary>What a certificate says besides its number.</summary>
/// <param name="ProductId">The only product for which it holds; null when it holds for all of the holder.</param>
/// <param name="BatchId">The only batch for which it holds; null when it holds for all.</param>
/// <param name="Issuer">Who issued it; null for a recognition.</param>
/// <param name="ValidFrom">First day of validity.</param>
/// <param name="ValidUntil">Last day of validity, inclusive.</param>
/// <param name="Document">The document that it rests on.</param>
public sealed record CertificateContent(
    Guid? ProductId, Guid? BatchId, string? Issuer, DateOnly ValidFrom, DateOnly ValidUntil, string Document);

/// <summary>What a certificate is about.</summary>
public enum CertificateKind
{
    /// <summary>帮扶产品认定, which decides the origin (CR-04).</summary>
    Recognition = 1,

    /// <summary>绿色食品.</summary>
    GreenFood = 2,

    /// <summary>有机.</summary>
    Organic = 3,

    /// <summary>地理标志.</summary>
    GeographicalIndication = 4,

    /// <summary>承诺达标合格证, of a batch.</summary>
    Conformity = 5,
}

/// <summary>Where a record of the register stands on a day.</summary>
public enum RecordState
{
    /// <summary>待确认: the supplier states it.</summary>
    Claimed = 1,

    /// <summary>有效.</summary>
    Confirmed = 2,

    /// <summary>已否认.</summary>
    Declined = 3,

    /// <summary>已撤销.</summary>
    Withdrawn = 4,

    /// <summary>已过期.</summary>
    Expired = 5,
}
