using System.Net;
using System.Net.Http.Headers;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Products;

public sealed class GetProductTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task The_etag_is_the_version_but_stock_is_always_told_anew(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, _) = await catalog.StockedProductAsync(30);
        var client = catalog.As(Roles.Purchaser);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/catalog/products/{productId}");
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"1\""));
        await catalog.Service.DeliverAsync(Samples.Order((productId, 12)), ct: Ct);
        using var answer = await client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"1\"", answer.Headers.ETag?.Tag);
        Assert.Equal("18", (string?)(await answer.NodeAsync())!["available"]);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task An_unknown_product_is_not_found(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        await catalog.As(Roles.Purchaser).RefusesAsync(
            c => c.GetAsync(new Uri($"/catalog/products/{Guid.CreateVersion7()}", UriKind.Relative), Ct), 404, "product_not_found");
    }
}
