using System.Net;
using System.Net.Http.Json;
using Marketplace.Logistics.Freight;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Freight;

/// <summary>POST /logistics/carriers/{carrierId}/tariffs.</summary>
public sealed class SetTariffTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_registered_carrier_states_what_it_asks(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var carrierId = await freight.CarrierAsync();
        var answer = await freight.SetAsync(carrierId, new { lorryKg = 16_000, lorryFen = 700_000, minimumFen = 5_000 });
        Assert.Equal(
            (carrierId, "某县", "某县", 50_000, 16_000, 700_000, 5_000, FreightScenario.Today),
            (answer.Tariff.CarrierId, answer.Tariff.FromRegionName, answer.Tariff.ToRegionName, answer.Tariff.FenPerTonne,
                answer.Tariff.LorryKg, answer.Tariff.LorryFen, answer.Tariff.MinimumFen, answer.Tariff.ValidFrom));
        Assert.Empty(answer.EndedTariffIds);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_new_one_ends_what_would_stand_beside_it_and_nothing_else(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var carrierId = await freight.CarrierAsync();
        var today = FreightScenario.Today;
        var old = await freight.SetAsync(carrierId);
        var over = await freight.SetAsync(carrierId, new { @class = "Chilled", validUntil = today.AddDays(5) });
        await freight.SetAsync(carrierId, new { toRegionId = freight.EastProvince });
        await freight.SetAsync(await freight.CarrierAsync());
        var later = await freight.SetAsync(carrierId, new { validFrom = today.AddDays(10), fenPerTonne = 60_000 });
        Assert.Equal([old.Tariff.TariffId], later.EndedTariffIds);
        var chilled = await freight.SetAsync(carrierId, new { @class = "Chilled", validFrom = today.AddDays(6) });
        Assert.Empty(chilled.EndedTariffIds);

        var sooner = await freight.SetAsync(carrierId, new { validFrom = today.AddDays(3), fenPerTonne = 55_000 });
        Assert.Equal([old.Tariff.TariffId, later.Tariff.TariffId], sooner.EndedTariffIds);
        var own = (await freight.Logistics.Client("supplier").GetFromJsonAsync<Page<TariffView>>(
            FreightScenario.TariffsOf(carrierId), MessageTypes.Json, Ct))!.Items.ToDictionary(tariff => tariff.TariffId);
        Assert.Equal(today.AddDays(3), own[old.Tariff.TariffId].EndedOn);
        Assert.Equal(today.AddDays(3), own[later.Tariff.TariffId].EndedOn);
        Assert.Null(own[over.Tariff.TariffId].EndedOn);
        Assert.Null(own[sooner.Tariff.TariffId].EndedOn);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_at_once_one_stands(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var carrierId = await freight.CarrierAsync();
        var both = await Task.WhenAll(freight.SetAsync(carrierId), freight.SetAsync(carrierId));
        Assert.Single(both.SelectMany(answer => answer.EndedTariffIds));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_told_by_its_field(Engine engine)
    {
        var freight = await FreightScenario.OfAsync(await services.OnAsync(engine));
        var carrierId = await freight.CarrierAsync();
        foreach (var (code, field, changed) in ((string, string, object)[])
        [
            ("out_of_range", "fenPerTonne", new { fenPerTonne = 0 }),
            ("lorry_incomplete", "lorryFen", new { lorryKg = 1_000 }),
            ("lorry_incomplete", "lorryKg", new { lorryFen = 1_000 }),
            ("period_reversed", "validUntil", new { validUntil = FreightScenario.Today.AddDays(-1) }),
            ("day_out_of_range", "validFrom", new { validFrom = FreightScenario.Today.AddDays(-1) }),
            ("unknown_region", "toRegionId", new { toRegionId = "999999" }),
        ])
        {
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, code, field, freight.CarrierOf(carrierId),
                client => client.PostOnceAsync(FreightScenario.TariffsOf(carrierId), freight.Tariff(changed), ct: Ct));
        }

        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, freight.CarrierOf(Guid.CreateVersion7()),
            client => client.PostOnceAsync(FreightScenario.TariffsOf(carrierId), freight.Tariff(), ct: Ct));
        await freight.Logistics.SuspendAsync(carrierId, FreightScenario.Today.AddDays(30));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "carrier_suspended", "carrierId", freight.CarrierOf(carrierId),
            client => client.PostOnceAsync(FreightScenario.TariffsOf(carrierId), freight.Tariff(), ct: Ct));
    }
}
