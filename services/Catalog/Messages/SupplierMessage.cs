using Marketplace.Catalog.Domain;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.Messages;

/// <summary>The message that publishes a supplier.</summary>
static class SupplierMessage
{
    /// <summary>The supplier as it is now; its regions must be loaded.</summary>
    public static SupplierPublished ToMessage(this Supplier supplier) => new()
    {
        SupplierId = supplier.Id,
        Version = supplier.Version,
        Name = supplier.Name,
        Type = supplier.Type,
        RegistrationPath = supplier.Registration.Path,
        OperatingPath = supplier.Operating.Path,
        IsActive = supplier.IsActive,
        // It counts by days (CR-05c): one that was lifted on its first day is over before it began.
        Suspensions =
            supplier.Suspensions.Count == 0 ? null : [.. supplier.Suspensions.Select(suspension => new SupplierPublished.Suspension(
                BusinessDay.Of(suspension.SuspendedAt), suspension.LiftedAt is { } lifted ? BusinessDay.Of(lifted) : null))],
    };
}
