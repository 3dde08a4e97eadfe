namespace Marketplace.Contracts.Catalog;

/// <summary>
/// Batches are called back (召回), or not any more: sent when a recall is declared and when it is lifted. While it lasts nothing more of
/// them is sold, and what is accepted of them is held (CR-17).
/// </summary>
/// <remarks>
/// From Catalog. To Crediting (what is accepted meanwhile is held, CR-17), to Logistics (what is not sent any more, and who is warned).
/// </remarks>
public sealed record RecallPublished
{
    public required Guid RecallId { get; init; }

    /// <summary>1 when it is declared, 2 when it is lifted; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    /// <summary>The batch that was named, and all that was bought from it to be sold on.</summary>
    public required IReadOnlyList<Guid> BatchIds { get; init; }

    /// <summary>Why, as people read it.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset RecalledAt { get; init; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? LiftedAt { get; init; }
}
