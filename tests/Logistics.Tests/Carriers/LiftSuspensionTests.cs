using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Carriers;

/// <summary>POST /logistics/carriers/{carrierId}/suspensions/{number}/lifting.</summary>
public sealed class LiftSuspensionTests(SharedServices services)
{
    static readonly DateOnly Until = new(2026, 12, 31);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_suspension_that_is_lifted_no_longer_keeps_goods_from_the_carrier(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        await logistics.SuspendAsync(scenario.CarrierId, Until);

        var view = await LogisticsScenario.ReadAsync<CarrierView>(
            HttpStatusCode.OK, await LiftAsync(logistics.Office(), scenario.CarrierId));

        Assert.Equal((CarrierState.Active, 3L), (view.State, view.Version));
        Assert.Equal((false, "已整改"), (view.Suspensions![0].IsInForce, view.Suspensions[0].LiftingReason));
        Assert.Null((await logistics.ToldAsync(scenario.CarrierId, 3)).EndedOn);
        await scenario.DispatchAsync();
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "suspension_over", null, logistics.Office(), client => LiftAsync(client, scenario.CarrierId));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "suspension_not_found", null, logistics.Office(), client => LiftAsync(client, scenario.CarrierId, 2));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_a_higher_office_imposed_a_lower_one_does_not_lift(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var carrierId = Guid.CreateVersion7();
        await logistics.CarrierAsync(carrierId);
        var province = logistics.Office("510000", "Province");
        await LogisticsScenario.ReadAsync<CarrierView>(
            HttpStatusCode.OK,
            await province.PostOnceAsync($"{NewCarrier.Path}/{carrierId}/suspensions", RegisteredCarriers.Suspension(Until), ct: Ct));

        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, logistics.Office(), client => LiftAsync(client, carrierId));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, logistics.Office("330000", "Province"),
            client => LiftAsync(client, carrierId));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, logistics.Client(Roles.Carrier, org: carrierId),
            client => LiftAsync(client, carrierId));

        Assert.Equal(HttpStatusCode.OK, (await LiftAsync(province, carrierId)).StatusCode);
    }

    static Task<HttpResponseMessage> LiftAsync(HttpClient client, Guid carrierId, int number = 1) => client.PostOnceAsync(
        $"{NewCarrier.Path}/{carrierId}/suspensions/{number}/lifting", new { reason = "已整改", document = "金交〔2026〕4号" }, ct: Ct);
}
