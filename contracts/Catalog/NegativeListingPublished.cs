namespace Marketplace.Contracts.Catalog;

/// <summary>
/// An entry of the negative list (负面清单) as it is now: sent when it is made and when it is lifted. While it is in force its subject is
/// neither offered nor ordered, and what is confirmed earns no credit (CR-05f).
/// </summary>
/// <remarks>From Catalog. To Ordering (what can't be ordered, and who can't order) and Crediting (what earns no credit, CR-05f).</remarks>
public sealed record NegativeListingPublished
{
    public required Guid ListingId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    public required NegativeListSubject Subject { get; init; }

    /// <summary>The supplier, unit or product.</summary>
    public required Guid SubjectId { get; init; }

    public required string SubjectName { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive, after which it is over by itself.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The first day on which it no longer counts, whatever its last day says; null while it was not lifted.</summary>
    public DateOnly? LiftedFrom { get; init; }

    public required string Reason { get; init; }

    /// <summary>The document that the last change rests on.</summary>
    public required string Document { get; init; }
}

/// <summary>What is on the negative list.</summary>
public enum NegativeListSubject
{
    /// <summary>供应商.</summary>
    Supplier = 1,

    /// <summary>采购单位.</summary>
    Unit = 2,

    /// <summary>商品.</summary>
    Product = 3,
}
