namespace Marketplace.Contracts.Logistics;

/// <summary>A carrier (承运商) as Logistics knows it now: sent when it is registered and whenever it changes.</summary>
/// <remarks>From Logistics. To Accounts (which office invites its first administrator).</remarks>
public sealed record CarrierPublished
{
    public required Guid CarrierId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    public required string Name { get; init; }

    public required RegionPath RegistrationPath { get; init; }

    /// <summary>The first day on which it is no longer registered; null while it is.</summary>
    public DateOnly? EndedOn { get; init; }
}
