using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Products;

/// <summary>GET /catalog/counts. Other tests list and withdraw in a shared catalogue meanwhile, so these are not shared.</summary>
public sealed class CountListingsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Suppliers_products_and_batches_are_counted(Engine engine)
    {
        await using var catalog = await CatalogUnderTest.StartAsync(engine);
        var client = catalog.As(Roles.Official);
        var before = await client.GetNodeAsync("/catalog/counts");
        await catalog.StockedProductAsync(10);

        var after = await client.GetNodeAsync("/catalog/counts");

        foreach (var count in (string[])["suppliers", "products", "onOffer", "batches"])
        {
            Assert.Equal((0, 1), ((long)before[count]!, (long)after[count]!));
        }

        await catalog.As(Roles.Supplier).RefusesAsync(
            http => http.GetAsync(new Uri("/catalog/counts", UriKind.Relative), Ct), 403, "role_not_allowed");
    }
}
