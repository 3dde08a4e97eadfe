using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

/// <summary>POST /catalog/suppliers/{supplierId}/reinstatement. The clock is moved here, so these catalogues are not shared.</summary>
public sealed class ReinstateSupplierTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_reinstated_supplier_sells_again_and_the_days_of_each_suspension_are_told(Engine engine)
    {
        await using var catalog = await CatalogUnderTest.StartAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);

        await DoAsync(catalog, supplierId, "suspension", "抽检不合格");
        // 21 November, 10:00 in Shanghai; two days and fourteen hours later it is the 24th there.
        catalog.Clock.Advance(TimeSpan.FromHours(62));
        await DoAsync(catalog, supplierId, "reinstatement", "整改合格");
        catalog.Clock.Advance(TimeSpan.FromDays(10));
        await DoAsync(catalog, supplierId, "suspension", "贴牌");

        var told = await catalog.ToldAsync<SupplierPublished>(4, news => news.SupplierId == supplierId, supplierId);
        Assert.Equal([true, false, true, false], told.OrderBy(news => news.Version).Select(news => news.IsActive));
        Assert.Null(told.MinBy(news => news.Version)!.Suspensions);
        Assert.Equal(
            [new(new DateOnly(2026, 11, 21), new DateOnly(2026, 11, 24)), new(new DateOnly(2026, 12, 4), null)],
            told.MaxBy(news => news.Version)!.Suspensions!);

        await DoAsync(catalog, supplierId, "reinstatement", "查无此事");
        var own = catalog.As(Roles.Supplier, supplierId);
        var seen = await own.GetNodeAsync($"/catalog/suppliers/{supplierId}");
        Assert.Null(seen["suspension"]);
        Assert.Equal(["整改合格", "查无此事"], seen["suspensions"]!.AsArray().Select(suspension => (string)suspension!["liftingReason"]!));
        Assert.Null((await catalog.As(Roles.Purchaser).GetNodeAsync($"/catalog/suppliers/{supplierId}"))["suspensions"]);
        using var again = await own.PutIfMatchAsync($"/catalog/products/{productId}", Samples.Revision(), 2, Ct);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Only_its_county_lifts_a_suspension_and_only_one_that_lasts(Engine engine)
    {
        await using var catalog = await CatalogUnderTest.StartAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var county = catalog.County();
        await county.RefusesAsync(c => SendAsync(c, supplierId, "reinstatement", "整改合格"), 409, "supplier_active");
        await DoAsync(catalog, supplierId, "suspension", "抽检不合格");
        await catalog.As(Roles.Supplier, supplierId)
            .RefusesAsync(c => SendAsync(c, supplierId, "reinstatement", "整改合格"), 403, "role_not_allowed");
        await county.RefusesAsync(c => SendAsync(c, supplierId, "reinstatement", " "), 400, "text_blank", "reason");
        await county.RefusesAsync(c => SendAsync(c, Guid.CreateVersion7(), "reinstatement", "整改合格"), 404, "supplier_not_found");
        Assert.False((bool?)(await county.GetNodeAsync($"/catalog/suppliers/{supplierId}"))["isActive"]);
    }

    static async Task DoAsync(CatalogUnderTest catalog, Guid supplierId, string what, string reason)
    {
        using var answer = await SendAsync(catalog.County(), supplierId, what, reason);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    static Task<HttpResponseMessage> SendAsync(HttpClient client, Guid supplierId, string what, string reason) =>
        client.PostOnceAsync($"/catalog/suppliers/{supplierId}/{what}", new JsonObject { ["reason"] = reason }, ct: Ct);
}
