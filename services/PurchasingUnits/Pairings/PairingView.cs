using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Pairings;

/// <summary>A pairing as callers see it.</summary>
public sealed record PairingView
{
    public required Guid PairingId { get; init; }

    public required long Version { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required PartyView East { get; init; }

    public required PartyView West { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it is no longer valid; null while open.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Last day on which sales confirmed while it was valid still count (CR-09).</summary>
    public DateOnly? TransitionUntil { get; init; }

    public string? SourceDocument { get; init; }

    /// <summary>When this version was registered; null for what the registry started with.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    public sealed record PartyView
    {
        public required string RegionId { get; init; }

        public required string Name { get; init; }

        public required RegionPath Path { get; init; }
    }

    public static PairingView Of(Pairing pairing) => new()
    {
        PairingId = pairing.Id,
        Version = pairing.Version,
        Scheme = pairing.Scheme,
        Tier = pairing.Tier,
        East = new PartyView { RegionId = pairing.EastRegionId, Name = pairing.EastName, Path = new RegionPath(pairing.EastPath) },
        West = new PartyView { RegionId = pairing.WestRegionId, Name = pairing.WestName, Path = new RegionPath(pairing.WestPath) },
        ValidFrom = pairing.ValidFrom,
        ValidTo = pairing.ValidTo,
        TransitionUntil = pairing.TransitionUntil,
        SourceDocument = pairing.SourceDocument,
        RegisteredAt = pairing.ChangedAt,
    };
}
