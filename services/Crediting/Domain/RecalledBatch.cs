namespace Marketplace.Crediting.Domain;

/// <summary>
/// A batch that a recall calls back, as the catalogue last published it: what is accepted of it meanwhile is held (CR-17).
/// </summary>
public sealed class RecalledBatch
{
    public required Guid RecallId { get; init; }

    public required Guid BatchId { get; init; }

    public long Version { get; private set; }

    public required DateTimeOffset RecalledAt { get; init; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    /// <summary>Whether the batch was called back at that moment.</summary>
    public bool Covers(DateTimeOffset moment) => RecalledAt <= moment && (LiftedAt is not { } lifted || moment < lifted);

    /// <summary>Takes over what a newer version says.</summary>
    public void Learn(long version, DateTimeOffset? liftedAt) => (Version, LiftedAt) = (version, liftedAt);
}
