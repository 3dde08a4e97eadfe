using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

/// <summary>POST /catalog/suppliers/{supplierId}/readmission.</summary>
public sealed class ReadmitSupplierTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_removed_supplier_applies_anew_and_the_office_that_removed_it_confirms(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (own, county) = (catalog.As(Roles.Supplier, supplierId), catalog.County());
        await own.RefusesAsync(c => ReadmitAsync(c, supplierId), 409, "not_removed");
        await county.SanctionAsync(supplierId, "Removal").DoneAsync();
        using var applied = await ReadmitAsync(own, supplierId);
        Assert.Equal(HttpStatusCode.Accepted, applied.StatusCode);
        Assert.Equal("Removed", await own.StateAsync(supplierId));
        await own.RefusesAsync(c => c.PostOnceAsync($"{applied.Headers.Location}/confirmation", new { }, ct: Ct), 409, "own_proposal");

        await county.PostOnceAsync($"{applied.Headers.Location}/confirmation", new { }, ct: Ct).DoneAsync();

        Assert.Equal("Active", await own.StateAsync(supplierId));
        var told = (await catalog.ToldAsync<SupplierPublished>(3, news => news.SupplierId == supplierId, supplierId))
            .MaxBy(news => news.Version)!;
        Assert.Equal([new(new DateOnly(2026, 11, 21), new DateOnly(2026, 11, 21), IsRemoval: true)], told.Suspensions!);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_admits_nobody_whom_the_province_has_removed(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var province = catalog.Service.Client(Roles.Official, region: Places.Sichuan, tier: "Province");
        await province.SanctionAsync(supplierId, "Removal").DoneAsync();
        await catalog.County().RefusesAsync(c => ReadmitAsync(c, supplierId), 403, "not_your_region");
        await catalog.As(Roles.Supplier, Guid.CreateVersion7()).RefusesAsync(c => ReadmitAsync(c, supplierId), 403, "not_your_region");
        await ReadmitAsync(province, supplierId).DoneAsync();
        Assert.Equal("Active", await province.StateAsync(supplierId));
    }

    static Task<HttpResponseMessage> ReadmitAsync(HttpClient client, Guid supplierId) => client.PostOnceAsync(
        $"/catalog/suppliers/{supplierId}/readmission", new { reason = "整改完成", document = "验收意见书3号" }, ct: Ct);
}
