using Marketplace.Catalog.Domain;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Catalog.Tests.Regions;

public sealed class LearnRegionsTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_renamed_and_moved_region_is_told_anew_with_its_suppliers_and_listings(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var county = await LearnCountyAsync(catalog, "水城县");
        var supplierId = await catalog.SupplierAsync(operating: county);
        var productId = await catalog.ProductAsync(supplierId, origin: county);
        await catalog.Service.DeliverAsync(Places.Published(
            Places.Region(county, "水城区", RegionLevel.County, $"/{Places.Sichuan}/{county}/", version: 2)), ct: Ct);

        var supplier =
            (await catalog.ToldAsync<SupplierPublished>(2, news => news.SupplierId == supplierId, supplierId)).MaxBy(news => news.Version)!;
        Assert.Equal((2, $"/{Places.Sichuan}/{county}/"), (supplier.Version, supplier.OperatingPath.Value));
        var listing =
            (await catalog.ToldAsync<ListingPublished>(2, news => news.ProductId == productId, productId)).MaxBy(news => news.Version)!;
        Assert.Equal((2, "水城区", $"/{Places.Sichuan}/{county}/"), (listing.Version, listing.OriginName, listing.OriginPath.Value));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task News_heard_twice_or_too_late_changes_nothing(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var county = await LearnCountyAsync(catalog, "黔西县");
        var supplierId = await catalog.SupplierAsync(operating: county);
        var newer = Places.Published(Places.Region(county, "黔西市", RegionLevel.County, Path(county), version: 3));
        var older = Places.Published(Places.Region(county, "黔西特区", RegionLevel.County, Path(county), version: 2));
        var messageId = Guid.CreateVersion7();
        await catalog.Service.DeliverAsync(newer, messageId, Ct);
        await catalog.Service.DeliverAsync(newer, messageId, Ct);
        await catalog.Service.DeliverAsync(newer, ct: Ct);
        await catalog.Service.DeliverAsync(older, ct: Ct);
        Assert.Equal(("黔西市", 3), await RegionAsync(catalog, county, region => (region.Name, region.Version)));
        await catalog.ToldAsync<SupplierPublished>(2, news => news.SupplierId == supplierId, supplierId);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Of_several_versions_in_one_message_the_newest_counts_and_a_new_code_alone_is_no_news_to_others(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var county = $"x{Guid.CreateVersion7():N}"[..20];
        await catalog.Service.DeliverAsync(
            Places.Published(
                Places.Region(county, "旬阳市", RegionLevel.County, Path(county), version: 2),
                Places.Region(county, "旬阳县", RegionLevel.County, Path(county), version: 1)),
            ct: Ct);
        Assert.Equal("旬阳市", await RegionAsync(catalog, county, region => region.Name));
        var supplierId = await catalog.SupplierAsync(operating: county);
        await catalog.Service.DeliverAsync(
            Places.Published(Places.Region(county, "旬阳市", RegionLevel.County, Path(county), version: 3) with { Code = "610981" }), ct: Ct);
        Assert.Equal("610981", await RegionAsync(catalog, county, region => region.Code));
        await catalog.ToldAsync<SupplierPublished>(1, news => news.SupplierId == supplierId, supplierId);
    }

    static async Task<string> LearnCountyAsync(CatalogUnderTest catalog, string name)
    {
        var county = $"x{Guid.CreateVersion7():N}"[..25];
        await catalog.Service.DeliverAsync(Places.Published(Places.Region(county, name, RegionLevel.County, Path(county))), ct: Ct);
        return county;
    }

    static async Task<T> RegionAsync<T>(CatalogUnderTest catalog, string regionId, Func<Region, T> read)
    {
        await using var scope = catalog.Service.OpenDb(out var db);
        return read(await db.Regions.AsNoTracking().SingleAsync(region => region.Id == regionId, Ct));
    }

    static string Path(string county) => $"/{Places.Inner}/{county}/";
}
