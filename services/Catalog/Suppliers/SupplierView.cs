using Marketplace.Catalog.Domain;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Suppliers;

/// <summary>A supplier as callers see it.</summary>
public sealed record SupplierView
{
    public required Guid SupplierId { get; init; }

    public required string Name { get; init; }

    public required SupplierType Type { get; init; }

    public required string RegistrationRegionId { get; init; }

    public required string RegistrationRegionName { get; init; }

    public required string OperatingRegionId { get; init; }

    public required string OperatingRegionName { get; init; }

    /// <summary>False when it is suspended and can't sell.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Why it may not sell; told to itself, operators, auditors and national officials only.</summary>
    public SuspensionView? Suspension { get; init; }

    /// <summary>Every time it was suspended, the earliest first; told to the same alone.</summary>
    public IReadOnlyList<SuspensionView>? Suspensions { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match.</summary>
    public required long Version { get; init; }

    /// <summary>What the caller may see of a supplier whose regions are loaded.</summary>
    internal static SupplierView Of(Supplier supplier, Caller caller)
    {
        var mayKnow = caller.SeesAll || caller.Org == supplier.Id;
        return new SupplierView
        {
            SupplierId = supplier.Id,
            Name = supplier.Name,
            Type = supplier.Type,
            RegistrationRegionId = supplier.RegistrationRegionId,
            RegistrationRegionName = supplier.Registration.Name,
            OperatingRegionId = supplier.OperatingRegionId,
            OperatingRegionName = supplier.Operating.Name,
            IsActive = supplier.IsActive,
            Suspension = mayKnow && supplier.Suspension is { } open ? SuspensionView.Of(open) : null,
            Suspensions = mayKnow ? [.. supplier.Suspensions.Select(SuspensionView.Of)] : null,
            RegisteredAt = supplier.RegisteredAt,
            Version = supplier.Version,
        };
    }
}

/// <summary>Why a supplier may not sell.</summary>
public sealed record SuspensionView
{
    public required string Reason { get; init; }

    public required DateTimeOffset SuspendedAt { get; init; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    public string? LiftingReason { get; init; }

    internal static SuspensionView Of(SupplierSuspension suspension) => new()
    {
        Reason = suspension.Reason,
        SuspendedAt = suspension.SuspendedAt,
        LiftedAt = suspension.LiftedAt,
        LiftingReason = suspension.LiftingReason,
    };
}
