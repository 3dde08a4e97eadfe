using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Freight;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Freight;

/// <summary>GET /logistics/tariffs.</summary>
public sealed class FindTariffsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_asked_for_a_way_comes_with_what_is_asked_for_the_regions_above(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var carrierId = await freight.CarrierAsync();
        var exact = (await freight.SetAsync(carrierId)).Tariff.TariffId;
        var wide = (await freight.SetAsync(
            carrierId, new { fromRegionId = freight.WestProvince, toRegionId = freight.EastProvince, @class = "Chilled" })).Tariff.TariffId;
        await freight.SetAsync(carrierId, new { fromRegionId = freight.East, toRegionId = freight.West });
        var way = $"from={freight.West}&to={freight.East}";
        Assert.Equal([exact, wide], await FindAsync(freight, way));
        Assert.Equal([wide], await FindAsync(freight, $"{way}&class=Chilled"));
        Assert.Equal([wide], await FindAsync(freight, $"from={freight.WestProvince}&to={freight.East}"));
        Assert.Empty(await FindAsync(freight, $"{way}&on={FreightScenario.Today.AddDays(-1):yyyy-MM-dd}"));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "unknown_region", "from", freight.Purchaser,
            client => client.GetAsync($"/logistics/tariffs?from=999999&to={freight.East}", Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_tells_where_the_carrier_stands(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var carrierId = await freight.CarrierAsync();
        await freight.SetAsync(carrierId);
        await freight.Logistics.SuspendAsync(carrierId, FreightScenario.Today.AddDays(3));
        var found = await ReadAsync(freight, $"from={freight.West}&to={freight.East}");
        Assert.Equal(CarrierState.Suspended, found.Items.Single().CarrierState);
    }

    static async Task<IEnumerable<Guid>> FindAsync(FreightScenario freight, string query) =>
        (await ReadAsync(freight, query)).Items.Select(tariff => tariff.TariffId);

    static async Task<Page<TariffView>> ReadAsync(FreightScenario freight, string query) =>
        await LogisticsScenario.ReadAsync<Page<TariffView>>(
            HttpStatusCode.OK, await freight.Purchaser.GetAsync($"/logistics/tariffs?{query}", Ct));
}
