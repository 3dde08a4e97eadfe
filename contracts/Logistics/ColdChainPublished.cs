namespace Marketplace.Contracts.Logistics;

/// <summary>
/// Goods of a shipment were too warm or too cold for too long (冷链超温), or it was decided what that means: sent when a breach is found
/// and when it is decided. What is accepted of such a line from then on earns nothing until it is found fit (CR-17).
/// </summary>
/// <remarks>
/// From Logistics. To Crediting (holds what is accepted meanwhile, CR-17). An acceptance carries the newest one that there was, so that
/// nobody has to guess which came first.
/// </remarks>
public sealed record ColdChainPublished
{
    public required Guid ShipmentId { get; init; }

    /// <summary>Rises with each breach and each decision; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    /// <summary>The lines with a breach; lines that are not named have none.</summary>
    public required IReadOnlyList<Line> Lines { get; init; }

    public sealed record Line
    {
        public required Guid LineId { get; init; }

        /// <summary>When the breach was found: what was accepted before stays as it is.</summary>
        public required DateTimeOffset BreachedAt { get; init; }

        /// <summary>Null while nobody has decided.</summary>
        public ColdChainVerdict? Verdict { get; init; }

        /// <summary>Null while nobody has decided.</summary>
        public DateTimeOffset? DecidedAt { get; init; }
    }
}

/// <summary>Whether goods with a breach of the cold chain may be used.</summary>
public enum ColdChainVerdict
{
    /// <summary>合格.</summary>
    Fit = 1,

    /// <summary>不合格.</summary>
    Unfit = 2,
}
