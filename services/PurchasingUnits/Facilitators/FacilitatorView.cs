using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Units;

namespace Marketplace.PurchasingUnits.Facilitators;

/// <summary>A facilitator as callers see it.</summary>
public sealed record FacilitatorView
{
    public required Guid FacilitatorId { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    public required FacilitatorKind Kind { get; init; }

    /// <summary>The purchasing unit that it also is.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>Where it was and is registered, ordered by date, without overlap.</summary>
    public required IReadOnlyList<UnitView.AffiliationView> Registrations { get; init; }

    /// <summary>When this version was registered.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    public string? SourceDocument { get; init; }

    public static FacilitatorView Of(Facilitator facilitator) => new()
    {
        FacilitatorId = facilitator.Id,
        Version = facilitator.Version,
        Name = facilitator.Name,
        Kind = facilitator.Kind,
        UnitId = facilitator.UnitId,
        Registrations = [.. facilitator.Registrations.Select(registration => new UnitView.AffiliationView
        {
            RegionId = registration.RegionId,
            Path = new RegionPath(registration.RegionPath),
            ValidFrom = registration.ValidFrom,
            ValidTo = registration.ValidTo,
        })],
        RegisteredAt = facilitator.ChangedAt,
        SourceDocument = facilitator.SourceDocument,
    };
}
