using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Products;

public sealed class BrowseProductsTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Each_filter_narrows_the_list_and_they_may_be_combined(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        await catalog.ProductAsync(supplierId, "金阳青花椒", Places.Jinyang, ProductCategory.Spice);
        await catalog.ProductAsync(supplierId, "金阳青花椒油", Places.Jinyang, ProductCategory.Condiment);
        await catalog.ProductAsync(supplierId, "盐源苹果", Places.Yanyuan, ProductCategory.Fruit);
        await catalog.ProductAsync(supplierId, "盐源苹果酒 Cider 5%", Places.Yanyuan, ProductCategory.Beverage);
        await catalog.ProductAsync(supplierId, "武川马铃薯", Places.Wuchuan, ProductCategory.Vegetable);
        await catalog.ProductAsync(supplierId, "东莞荔枝", Places.Dongguan, ProductCategory.Fruit);
        (string Query, string[] Names)[] cases =
        [
            ("", ["金阳青花椒", "金阳青花椒油", "盐源苹果", "盐源苹果酒 Cider 5%", "武川马铃薯", "东莞荔枝"]),
            ("q=青花椒", ["金阳青花椒", "金阳青花椒油"]),
            ("q=苹 果", ["盐源苹果", "盐源苹果酒 Cider 5%"]),
            ("q=椒", ["金阳青花椒", "金阳青花椒油"]),
            ("q=CIDER", ["盐源苹果酒 Cider 5%"]),
            ("q=ｃｉｄｅｒ５", ["盐源苹果酒 Cider 5%"]),
            ("q=%25", ["盐源苹果酒 Cider 5%"]),
            ("q=_", []),
            ("q=苹花", []),
            ("q=果盐源苹果酒", []),
            ($"origin={Places.Sichuan}", ["金阳青花椒", "金阳青花椒油", "盐源苹果", "盐源苹果酒 Cider 5%"]),
            ($"origin={Places.Liangshan}", ["金阳青花椒", "金阳青花椒油", "盐源苹果", "盐源苹果酒 Cider 5%"]),
            ($"origin={Places.Jinyang}", ["金阳青花椒", "金阳青花椒油"]),
            ($"origin={Places.Hohhot}", ["武川马铃薯"]),
            ($"origin={Places.Dongguan}", ["东莞荔枝"]),
            ($"origin={Places.Hengqin}", []),
            ("category=Fruit", ["盐源苹果", "东莞荔枝"]),
            ($"category=Fruit&origin={Places.Sichuan}", ["盐源苹果"]),
            ($"category=Fruit&origin={Places.Sichuan}&q=荔枝", []),
        ];
        foreach (var (query, names) in cases)
        {
            var found = await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={supplierId}&{query}", size: 2);
            Assert.Equal((query, string.Join('|', names)), (query, string.Join('|', found.Select(item => (string)item["name"]!))));
        }

        var others = await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?origin={Places.Dongguan}", size: 200);
        Assert.Contains(others, item => (Guid)item["supplierId"]! == supplierId);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task An_item_shows_prices_stock_origin_and_supplier(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        await catalog.BatchAsync(supplierId, productId, 10.5m);
        await catalog.BatchAsync(supplierId, productId, 20);
        await catalog.Service.DeliverAsync(Samples.Order((productId, 12.25m)), ct: Ct);
        var item = Assert.Single(await catalog.As(Roles.Approver).GetAllAsync($"/catalog/products?supplierId={supplierId}"));
        Assert.Equal("18.25", (string?)item["available"]);
        Assert.Equal(2, item["priceTiers"]!.AsArray().Count);
        Assert.Equal(("金阳县", "金阳县青花椒专业合作社"), ((string?)item["originName"], (string?)item["supplierName"]));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Nonsense_in_the_query_is_refused(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        (string Query, string Code, string Field)[] faults =
        [
            ("origin=999999", "unknown_region", "origin"),
            ("origin=%20", "text_blank", "origin"),
            ("category=Weapon", "parameter_invalid", "category"),
            ("category=50", "parameter_invalid", "category"),
            ("supplierId=1", "parameter_invalid", "supplierId"),
            ("q=%20", "text_blank", "q"),
            ("q=%00", "text_unreadable", "q"),
            ($"q={new string('a', 101)}", "text_too_long", "q"),
            ("size=-1", "out_of_range", "size"),
            ("size=many", "parameter_invalid", "size"),
            ("after=abc", "cursor_invalid", "after"),
        ];
        foreach (var (query, code, field) in faults)
        {
            await catalog.As(Roles.Purchaser).RefusesAsync(
                c => c.GetAsync(new Uri($"/catalog/products?{query}", UriKind.Relative), Ct), 400, code, field);
        }
    }
}
