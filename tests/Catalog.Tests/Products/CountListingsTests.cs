using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Products;

/// <summary>GET /catalog/counts.</summary>
public sealed class CountListingsTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Suppliers_products_and_batches_are_counted(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var client = catalog.As(Roles.Official);
        var before = await client.GetNodeAsync("/catalog/counts");
        await catalog.StockedProductAsync(10);

        var after = await client.GetNodeAsync("/catalog/counts");

        // Other tests share the service: what they do at the same time only adds to the counts.
        foreach (var count in (string[])["suppliers", "products", "onOffer", "batches"])
        {
            Assert.True((long)after[count]! > (long)before[count]!, $"{count}: {after[count]}");
        }

        await catalog.As(Roles.Supplier).RefusesAsync(
            http => http.GetAsync(new Uri("/catalog/counts", UriKind.Relative), Ct), 403, "role_not_allowed");
    }
}
