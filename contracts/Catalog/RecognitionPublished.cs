namespace Marketplace.Contracts.Catalog;

/// <summary>
/// A recognition as the county's register has it now: sent when it is issued, renewed or withdrawn, and when the county declines a claim.
/// </summary>
/// <remarks>From Catalog. To Crediting (which claims are confirmed, and for which days, CR-04, CR-05b).</remarks>
public sealed record RecognitionPublished
{
    public required Guid RecordId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    /// <summary>The number on the certificate.</summary>
    public required string Number { get; init; }

    /// <summary>The holder, or whoever claimed it.</summary>
    public required Guid SupplierId { get; init; }

    /// <summary>The only product for which it holds; null when it holds for all that the supplier lists under the number.</summary>
    public Guid? ProductId { get; init; }

    /// <summary>The county that issued it: the origin of the goods.</summary>
    public required RegionPath CountyPath { get; init; }

    /// <summary>First day of validity; null when the claim was declined.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day of validity, inclusive; null when the claim was declined.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The first day on which it no longer counts, whatever its last day says; null while it was not withdrawn.</summary>
    public DateOnly? WithdrawnFrom { get; init; }

    /// <summary>The county has issued no such recognition: the claim is false.</summary>
    public required bool IsDeclined { get; init; }

    /// <summary>The document that the last change rests on; null for a declined claim.</summary>
    public string? Document { get; init; }
}
