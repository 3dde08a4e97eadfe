using Marketplace.Catalog.Regions;
using Marketplace.Catalog.Tests.Recognitions;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Regions;

/// <summary>The command "catalog-by-region".</summary>
public sealed class ListByRegionTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_rests_on_a_region_is_listed(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync(Places.Yanyuan);
        var productId = await catalog.ProductAsync(supplierId, origin: Places.Yanyuan);
        var number = Register.NewNumber();
        var recordId = await catalog.IssuedAsync(Register.Issue(number, supplierId, county: Places.Yanyuan));

        var (code, said) = await RunAsync(catalog, Places.Yanyuan, Places.Dongguan);

        Assert.Equal(0, code);
        var (yanyuan, dongguan) = (said.Split($"{Places.Dongguan} 东莞市")[0], said.Split($"{Places.Dongguan} 东莞市")[1]);
        Assert.StartsWith($"{Places.Yanyuan} 盐源县", yanyuan, StringComparison.Ordinal);
        Assert.Contains($"supplier {supplierId}", yanyuan, StringComparison.Ordinal);
        Assert.Contains($"listing {productId}", yanyuan, StringComparison.Ordinal);
        Assert.Contains($"Recognition {recordId} {number}", yanyuan, StringComparison.Ordinal);
        Assert.DoesNotContain($"{supplierId}", dongguan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_is_unknown_and_an_empty_command_line_are_told_apart()
    {
        var catalog = await catalogs.OnAsync(Engine.Sqlite);

        Assert.Equal((1, "999999: no such region."), await RunAsync(catalog, "999999"));
        Assert.Equal(64, (await RunAsync(catalog)).Code);
    }

    static async Task<(int Code, string Said)> RunAsync(CatalogUnderTest catalog, params string[] args)
    {
        await using var scope = catalog.Service.OpenDb(out _);
        await using var output = new StringWriter();
        var code = await ListByRegion.CommandAsync(scope.ServiceProvider, args, output, Ct);
        return (code, output.ToString().Trim());
    }
}
