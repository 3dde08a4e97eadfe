using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>How a unit runs its canteen from a day on (CR-11).</summary>
public sealed record CanteenState
{
    public required CanteenKind Kind { get; init; }

    /// <summary>The unit that files the quota for all that share the canteen; null for other kinds.</summary>
    public Guid? RepresentativeUnitId { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; init; }
}
