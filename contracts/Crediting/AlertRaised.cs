namespace Marketplace.Contracts.Crediting;

/// <summary>An alert (预警) was raised.</summary>
/// <remarks>From Crediting, once per alert. To whoever follows alerts.</remarks>
public sealed record AlertRaised
{
    public required Guid AlertId { get; init; }

    /// <summary>Such as "ProgressLag" or "BatchOverdraw".</summary>
    public required string Kind { get; init; }

    /// <summary>"Yellow", "Amber", "Red" or "Hold".</summary>
    public required string Level { get; init; }

    /// <summary>What it is about: a pairing, a supplier, a sale line, a batch.</summary>
    public required string ObjectId { get; init; }

    public required string ObjectName { get; init; }

    /// <summary>The region whose officials own it.</summary>
    public required RegionPath OwnerPath { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }
}
