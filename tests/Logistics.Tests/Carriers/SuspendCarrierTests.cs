using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Carriers;

/// <summary>POST /logistics/carriers/{carrierId}/suspensions.</summary>
public sealed class SuspendCarrierTests(SharedServices services)
{
    static readonly DateOnly Until = new(2026, 12, 31);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_suspended_carrier_is_given_no_goods_and_the_reason_is_told_to_those_concerned(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);

        var view = await logistics.SuspendAsync(scenario.CarrierId, Until);

        Assert.Equal((CarrierState.Suspended, 2L), (view.State, view.Version));
        Assert.Equal("513430", (await logistics.ToldAsync(scenario.CarrierId, 2)).RegistrationPath.RegionId);
        var suspension = Assert.Single(view.Suspensions!);
        Assert.Equal(
            (1, "多次虚报签收", "金交〔2026〕3号", new DateOnly(2026, 11, 21), Until, true),
            (suspension.Number, suspension.Reason, suspension.Document, suspension.From, suspension.Until, suspension.IsInForce));
        Assert.NotNull((await logistics.CarrierViewAsync(scenario.CarrierId, scenario.Carrier)).Suspensions);
        Assert.Null((await logistics.CarrierViewAsync(scenario.CarrierId, scenario.Supplier)).Suspensions);
        var (zh, en) = await Refused.AsAsync(
            HttpStatusCode.Conflict, "carrier_suspended", "carrierId", scenario.Supplier,
            client => scenario.PostDispatchAsync(scenario.Dispatch(), client));
        Assert.Contains("2026-12-31", zh, StringComparison.Ordinal);
        Assert.Contains("2026-12-31", en, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_an_office_of_its_region_suspends_it_once_and_for_a_term_that_is_not_past(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var carrierId = Guid.CreateVersion7();
        await logistics.CarrierAsync(carrierId);
        var office = logistics.Office();

        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, logistics.Office(RegisteredCarriers.Yanyuan),
            client => SendAsync(client, Until));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, logistics.Client(Roles.Carrier, org: carrierId),
            client => SendAsync(client, Until));
        foreach (var day in (DateOnly[])[new(2026, 11, 20), new(2036, 11, 22)])
        {
            await Refused.AsAsync(HttpStatusCode.BadRequest, "day_out_of_range", "until", office, client => SendAsync(client, day));
        }

        await Refused.AsAsync(
            HttpStatusCode.NotFound, "carrier_not_found", null, office,
            client => client.PostOnceAsync(
                $"{NewCarrier.Path}/{Guid.CreateVersion7()}/suspensions", RegisteredCarriers.Suspension(Until), ct: Ct));
        await logistics.SuspendAsync(carrierId, Until);
        await Refused.AsAsync(HttpStatusCode.Conflict, "suspension_in_force", null, office, client => SendAsync(client, Until));

        Task<HttpResponseMessage> SendAsync(HttpClient client, DateOnly until) =>
            client.PostOnceAsync($"{NewCarrier.Path}/{carrierId}/suspensions", RegisteredCarriers.Suspension(until), ct: Ct);
    }
}
