using System.Net;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Freight;

/// <summary>POST /logistics/carriers/{carrierId}/tariffs/{tariffId}/ending.</summary>
public sealed class EndTariffTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_its_carrier_ends_is_quoted_no_more_and_ends_once(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var carrierId = await freight.CarrierAsync();
        var tariffId = (await freight.SetAsync(carrierId)).Tariff.TariffId;
        var goods = freight.Consignment(1, FreightScenario.Goods("1000"));
        Assert.Single((await freight.QuoteAsync(goods)).Offers);
        Assert.Equal(FreightScenario.Today, (await freight.EndAsync(carrierId, tariffId)).EndedOn);
        Assert.Empty((await freight.QuoteAsync(goods)).Offers);
        var path = $"{FreightScenario.TariffsOf(carrierId)}/{tariffId}/ending";
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "tariff_ended", null, freight.CarrierOf(carrierId),
            client => client.PostOnceAsync(path, new { }, ct: Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_ends_what_is_anothers(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var (carrierId, other) = (await freight.CarrierAsync(), await freight.CarrierAsync());
        var tariffId = (await freight.SetAsync(carrierId)).Tariff.TariffId;
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, freight.CarrierOf(other),
            client => client.PostOnceAsync($"{FreightScenario.TariffsOf(carrierId)}/{tariffId}/ending", new { }, ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "tariff_not_found", null, freight.CarrierOf(other),
            client => client.PostOnceAsync($"{FreightScenario.TariffsOf(other)}/{tariffId}/ending", new { }, ct: Ct));
    }
}
