using Marketplace.Catalog.Domain;
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
        Suspensions = supplier.Sanctions.Any(sanction => sanction.StopsSales)
            ? [.. supplier.Sanctions.Where(sanction => sanction.StopsSales).Select(sanction => new SupplierPublished.Suspension(
                sanction.From, sanction.EndsBefore, sanction.Kind == SanctionKind.Removal))]
            : null,
    };
}
