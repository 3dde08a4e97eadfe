namespace Marketplace.Contracts.Logistics;

/// <summary>A village station (村级电商服务站) as it is now: sent when it is registered and when it ends.</summary>
/// <remarks>From Logistics. To Accounts (whose keeper the office of its region may invite).</remarks>
public sealed record StationPublished
{
    public required Guid StationId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required RegionPath RegionPath { get; init; }

    /// <summary>乡镇.</summary>
    public required string Township { get; init; }

    /// <summary>村; null when it serves the township.</summary>
    public string? Village { get; init; }

    /// <summary>The first day on which it is no longer used; null while it is.</summary>
    public DateOnly? EndedOn { get; init; }
}
