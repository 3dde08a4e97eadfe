using Marketplace.Contracts;

namespace Marketplace.Catalog.Domain;

/// <summary>
/// 认定登记: what a county's register says of a number that a supplier holds or claims. There is one for each county, number and supplier
/// (CR-04).
/// </summary>
public sealed class RecognitionRecord
{
    RecognitionRecord()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>The number on the certificate; a county gives each once.</summary>
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

    /// <summary>The document that the last change rests on; null for a declined claim.</summary>
    public string? Document { get; private set; }

    /// <summary>The official who issued it or declined the claim.</summary>
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
    public Recognition? Confirmed => ValidFrom is { } from && LastDay is { } until
        ? new Recognition { Number = Number, RecordId = Id, ValidFrom = from, ValidUntil = until < from ? from.AddDays(-1) : until }
        : null;

    /// <summary>A record without any content yet.</summary>
    public static RecognitionRecord Of(Guid id, string number, Guid holderId, Region county) => new()
    {
        Id = id,
        Number = number,
        HolderId = holderId,
        CountyId = county.Id,
        County = county,
    };

    /// <summary>The county issues it; a claim that it declined before may turn out to be true.</summary>
    public void Issue(Guid? productId, DateOnly validFrom, DateOnly validUntil, string document, string by, DateTimeOffset at)
    {
        (ProductId, ValidFrom, ValidUntil, Document, IssuedBy, IssuedAt) = (productId, validFrom, validUntil, document, by, at);
        (IsDeclined, DeclinedReason) = (false, null);
        Version++;
    }

    /// <summary>The county declines the claim.</summary>
    public void Decline(string reason, string by, DateTimeOffset at)
    {
        (IsDeclined, DeclinedReason, IssuedBy, IssuedAt) = (true, reason, by, at);
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
    public bool IsFor(Guid productId) => !IsDeclined && (ProductId is null || ProductId == productId);
}
