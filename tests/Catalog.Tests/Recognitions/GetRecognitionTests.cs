using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Recognitions;

/// <summary>GET /catalog/recognitions/{recordId}.</summary>
public sealed class GetRecognitionTests(Catalogs catalogs)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_reads_what_a_county_has_issued(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (supplierId, number) = (await catalog.SupplierAsync(), Register.NewNumber());
        var recordId = await catalog.IssuedAsync(Register.Issue(number, supplierId, county: Places.Yanyuan));
        var reader = catalog.As(Roles.Purchaser);

        var view = await reader.GetNodeAsync($"{Register.Path}/{recordId}");

        Assert.Equal(("盐源县", number, "金农函〔2024〕1号"), ((string?)view["countyName"], (string?)view["number"], (string?)view["document"]));
        await reader.RefusesAsync(
            client => client.GetAsync(new Uri($"{Register.Path}/{Guid.CreateVersion7()}", UriKind.Relative)), 404, "recognition_not_found");
    }
}
