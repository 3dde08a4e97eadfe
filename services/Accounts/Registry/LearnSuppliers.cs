using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Messaging;

namespace Marketplace.Accounts.Registry;

/// <summary>← SupplierPublished. A supplier whose application its county has confirmed can be given a first administrator.</summary>
public sealed class LearnSuppliers(AccountsDb db) : IConsume<SupplierPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<SupplierPublished> messages, CancellationToken ct) => await db.KeepNewestAsync(
        messages.Select(ToOrganisation), organisation => organisation.Id, organisation => organisation.Version, ct);

    static Organisation ToOrganisation(SupplierPublished published) => new()
    {
        Id = published.SupplierId,
        Version = published.Version,
        Kind = OrganisationKind.Supplier,
        Name = published.Name,
        RegionId = published.RegistrationPath.RegionId,
    };
}
