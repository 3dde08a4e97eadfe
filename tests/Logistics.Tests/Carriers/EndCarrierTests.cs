using System.Net;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Carriers;

/// <summary>POST /logistics/carriers/{carrierId}/ending.</summary>
public sealed class EndCarrierTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_carrier_whose_registration_has_ended_is_given_no_goods_and_changed_no_more(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, logistics.Office(RegisteredCarriers.Yanyuan),
            client => EndAsync(client, scenario.CarrierId));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Supplier, client => EndAsync(client, scenario.CarrierId));

        var view = await LogisticsScenario.ReadAsync<CarrierView>(
            HttpStatusCode.OK, await EndAsync(logistics.Office(), scenario.CarrierId));

        Assert.Equal((CarrierState.Ended, new DateOnly(2026, 11, 21)), (view.State, view.EndedOn));
        var told = await logistics.ToldAsync(scenario.CarrierId, 2);
        Assert.Equal((view.Name, view.EndedOn), (told.Name, told.EndedOn));
        var (zh, _) = await Refused.AsAsync(
            HttpStatusCode.Conflict, "carrier_ended", "carrierId", scenario.Supplier,
            client => scenario.PostDispatchAsync(scenario.Dispatch(), client));
        Assert.Contains("2026-11-21", zh, StringComparison.Ordinal);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "carrier_ended", null, logistics.Office(), client => EndAsync(client, scenario.CarrierId));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "carrier_ended", null, logistics.Office(),
            client => client.PutIfMatchAsync(
                $"{NewCarrier.Path}/{scenario.CarrierId}", new { name = "改名", regionId = RegisteredCarriers.Jinyang }, 2, Ct));
    }

    static Task<HttpResponseMessage> EndAsync(HttpClient client, Guid carrierId) =>
        client.PostOnceAsync($"{NewCarrier.Path}/{carrierId}/ending", new { reason = "已注销", document = "金交〔2026〕5号" }, ct: Ct);
}
