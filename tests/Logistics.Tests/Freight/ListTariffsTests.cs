using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Freight;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Freight;

/// <summary>GET /logistics/carriers/{carrierId}/tariffs.</summary>
public sealed class ListTariffsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_that_a_carrier_has_stated_comes_by_pages_and_what_stands_on_a_day_alone(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var carrierId = await freight.CarrierAsync();
        var later = FreightScenario.Today.AddDays(10);
        var old = (await freight.SetAsync(carrierId)).Tariff.TariffId;
        var fresh = (await freight.SetAsync(carrierId, new { validFrom = later })).Tariff.TariffId;
        var path = FreightScenario.TariffsOf(carrierId);
        var first = await ListAsync(freight, $"{path}?size=1");
        Assert.Equal([old], first.Items.Select(tariff => tariff.TariffId));
        var second = await ListAsync(freight, $"{path}?size=1&after={first.Next}");
        Assert.Equal([fresh], second.Items.Select(tariff => tariff.TariffId));
        Assert.Null(second.Next);
        Assert.Equal(old, (await ListAsync(freight, $"{path}?on={later.AddDays(-1):yyyy-MM-dd}")).Items.Single().TariffId);
        Assert.Equal(fresh, (await ListAsync(freight, $"{path}?on={later:yyyy-MM-dd}")).Items.Single().TariffId);
    }

    static async Task<Page<TariffView>> ListAsync(FreightScenario freight, string path) =>
        await LogisticsScenario.ReadAsync<Page<TariffView>>(
            HttpStatusCode.OK, await freight.Logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()).GetAsync(path, Ct));
}
