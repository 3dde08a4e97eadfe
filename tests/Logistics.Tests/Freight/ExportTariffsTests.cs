using System.Net;
using Marketplace.Logistics.Tests.Sheets;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Freight;

/// <summary>GET /logistics/carriers/{carrierId}/tariffs/file.</summary>
public sealed class ExportTariffsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite, "csv"), InlineData(Engine.PostgreSql, "csv"), InlineData(Engine.Sqlite, "xlsx")]
    [InlineData(Engine.PostgreSql, "xlsx")]
    public async Task What_is_exported_changes_nothing_when_it_is_imported_again(Engine engine, string format)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var carrierId = await freight.CarrierAsync();
        var path = FreightScenario.TariffsOf(carrierId);
        // One that another ends, one that never stood, one for a while with a price of lorries, and one that has ended.
        await freight.SetAsync(carrierId);
        await freight.SetAsync(carrierId, new { validFrom = FreightScenario.Today.AddDays(1), fenPerTonne = 40_000 });
        await freight.SetAsync(carrierId, new { validFrom = FreightScenario.Today.AddDays(1), fenPerTonne = 41_000 });
        await freight.SetAsync(carrierId, new
        {
            @class = "Frozen",
            lorryKg = 10_000,
            lorryFen = 123_456,
            minimumFen = 1,
            validUntil = FreightScenario.Today.AddDays(9),
        });
        var chilled = await freight.SetAsync(carrierId, new { @class = "Chilled", fromRegionId = freight.WestProvince });
        await freight.EndAsync(carrierId, chilled.Tariff.TariffId);
        Assert.Equal(
            3, await SheetFiles.UnchangedAsync(freight.CarrierOf(carrierId), $"{path}/file?format={format}", $"{path}/imports"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Tariffs_that_stand_on_a_day_are_exported_in_yuan_and_the_template_has_headings_alone(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var carrierId = await freight.CarrierAsync();
        var file = $"{FreightScenario.TariffsOf(carrierId)}/file";
        await freight.SetAsync(carrierId, new { minimumFen = 12_345 });
        var tomorrow = FreightScenario.Today.AddDays(1);
        await freight.SetAsync(carrierId, new { @class = "Frozen", validFrom = tomorrow });
        Assert.Equal(
            [$"{freight.West},某县,{freight.East},某县,常温,500.00,,,123.45,{FreightScenario.Today:yyyy-MM-dd},,"],
            await SheetFiles.LinesAsync(freight.CarrierOf(carrierId), $"{file}?on={FreightScenario.Today:yyyy-MM-dd}"));
        Assert.Equal(2, (await SheetFiles.LinesAsync(freight.CarrierOf(carrierId), $"{file}?on={tomorrow:yyyy-MM-dd}")).Length);
        Assert.Empty(await SheetFiles.LinesAsync(freight.CarrierOf(carrierId), $"{file}?isTemplate=true"));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "format_unknown", "format", freight.CarrierOf(carrierId),
            client => client.GetAsync($"{file}?format=pdf", Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, freight.Purchaser, client => client.GetAsync(file, Ct));
    }
}
