namespace Marketplace.Logistics.Domain;

/// <summary>A batch that a recall (召回) calls back, as the catalogue last published it.</summary>
public sealed class RecalledBatch
{
    public required Guid RecallId { get; init; }

    public required Guid BatchId { get; init; }

    public required long Version { get; init; }

    /// <summary>As people read it.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset RecalledAt { get; init; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? LiftedAt { get; init; }
}
