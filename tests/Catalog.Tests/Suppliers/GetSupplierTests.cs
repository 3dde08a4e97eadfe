using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

/// <summary>GET /catalog/suppliers/{supplierId}.</summary>
public sealed class GetSupplierTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Every_role_sees_a_supplier_with_its_version(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var path = new Uri($"/catalog/suppliers/{supplierId}", UriKind.Relative);

        using var answer = await catalog.As(Roles.Purchaser).GetAsync(path, Ct);

        Assert.Equal(supplierId, (Guid)(await answer.NodeAsync())!["supplierId"]!);
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        await catalog.Service.ClientWith(null).RefusesAsync(http => http.GetAsync(path, Ct), 401, "token_missing");
        await catalog.As(Roles.Purchaser).RefusesAsync(
            http => http.GetAsync(new Uri($"/catalog/suppliers/{Guid.CreateVersion7()}", UriKind.Relative), Ct), 404, "supplier_not_found");
    }
}
