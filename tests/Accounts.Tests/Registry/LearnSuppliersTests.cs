using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Accounts.Tests.Registry;

/// <summary>← SupplierPublished.</summary>
public sealed class LearnSuppliersTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_newest_version_is_kept_also_of_a_region_that_is_not_known(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();
        SupplierPublished Version(long version, string name) => new()
        {
            SupplierId = id,
            Version = version,
            Name = name,
            Type = SupplierType.Cooperative,
            RegistrationPath = new RegionPath("/510000/510999/"),
            OperatingPath = new RegionPath("/510000/510999/"),
        };

        await accounts.Service.DeliverAsync(Version(2, "新名"), ct: Ct);
        await accounts.Service.DeliverAsync(Version(2, "新名"), ct: Ct);
        await accounts.Service.DeliverAsync(Version(1, "旧名"), ct: Ct);

        await using var scope = accounts.Service.OpenDb(out var db);
        var organisation = await db.Organisations.SingleAsync(row => row.Id == id, Ct);
        Assert.Equal((OrganisationKind.Supplier, "新名", "510999"), (organisation.Kind, organisation.Name, organisation.RegionId));
    }
}
