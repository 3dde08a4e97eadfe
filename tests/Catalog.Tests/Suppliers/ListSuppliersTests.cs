using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

public sealed class ListSuppliersTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Every_role_pages_through_all_suppliers(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        Guid[] registered = [await catalog.SupplierAsync(), await catalog.SupplierAsync(), await catalog.SupplierAsync()];
        foreach (var role in (string[])[
            Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Carrier, Roles.Official, Roles.Auditor, Roles.Operator])
        {
            var items = await catalog.As(role, Guid.CreateVersion7()).GetAllAsync("/catalog/suppliers", size: 7);
            var seen = items.Select(item => (Guid)item["supplierId"]!).ToList();
            Assert.Equal(seen.Distinct().Count(), seen.Count);
            Assert.Empty(registered.Except(seen));
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Nonsense_in_the_address_is_refused(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var client = catalog.As(Roles.Purchaser);
        await client.RefusesAsync(c => Get(c, "/catalog/suppliers?size=0"), 400, "out_of_range", "size");
        await client.RefusesAsync(c => Get(c, "/catalog/suppliers?size=201"), 400, "out_of_range", "size");
        await client.RefusesAsync(c => Get(c, "/catalog/suppliers?after=nonsense"), 400, "cursor_invalid", "after");
        await client.RefusesAsync(c => Get(c, $"/catalog/suppliers/{Guid.CreateVersion7()}"), 404, "supplier_not_found");
        await client.RefusesAsync(c => Get(c, "/catalog/suppliers/1"), 404, "not_found");
        await catalog.Service.ClientWith(null).RefusesAsync(c => Get(c, "/catalog/suppliers"), 401, "token_missing");
    }

    static Task<HttpResponseMessage> Get(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative), Ct);
}
