using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Recognitions;

/// <summary>GET /catalog/recognitions.</summary>
public sealed class ListRecognitionsTests(Catalogs catalogs)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_reads_the_registers_by_supplier_number_and_county(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var number = Register.NewNumber();
        var jinyang = await catalog.IssuedAsync(Register.Issue(number, supplierId));
        var yanyuan = await catalog.IssuedAsync(Register.Issue(number, supplierId, county: Places.Yanyuan));
        var other = await catalog.IssuedAsync(Register.Issue(Register.NewNumber(), supplierId));
        var reader = catalog.As(Roles.Purchaser);

        Assert.Equal([jinyang, yanyuan, other], await IdsAsync($"?supplierId={supplierId}"));
        Assert.Equal([jinyang, yanyuan], await IdsAsync($"?number={number}"));
        Assert.Equal([yanyuan], await IdsAsync($"?number={number}&county={Places.Yanyuan}"));

        async Task<IEnumerable<Guid>> IdsAsync(string query) =>
            (await reader.GetAllAsync($"{Register.Path}{query}")).Select(item => (Guid)item["recordId"]!);
    }
}
