using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.NegativeList;

/// <summary>GET /catalog/negative-list and its entries.</summary>
public sealed class ListNegativeListingsTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_reads_the_list_by_subject_and_by_day(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var county = catalog.County();
        var now = await county.ListedAsync("Supplier", supplierId, until: "2026-11-30");
        var later = await county.ListedAsync("Supplier", supplierId, from: "2026-12-10");
        await county.ListedAsync("Product", productId);
        var buyer = catalog.As(Roles.Purchaser);
        Assert.Equal(new HashSet<Guid> { now, later }, (await IdsAsync(buyer, $"subjectId={supplierId}")).ToHashSet());
        Assert.Equal([now], await IdsAsync(buyer, $"subjectId={supplierId}&on=2026-11-30"));
        Assert.Empty(await IdsAsync(buyer, $"subjectId={supplierId}&on=2026-12-09"));
        Assert.DoesNotContain(now, await IdsAsync(buyer, "subject=Product"));
        await buyer.RefusesAsync(
            c => c.GetAsync(new Uri($"{Listed.Path}?subject=9", UriKind.Relative), Ct), 400, "parameter_invalid", "subject");
    }

    static async Task<IEnumerable<Guid>> IdsAsync(HttpClient client, string query) =>
        (await client.GetAllAsync($"{Listed.Path}?{query}")).Select(entry => (Guid)entry["listingId"]!);
}
