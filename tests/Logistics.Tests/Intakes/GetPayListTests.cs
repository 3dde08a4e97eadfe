using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Intakes;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>GET /logistics/nodes/{nodeId}/pay-list.</summary>
public sealed class GetPayListTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_household_gets_what_it_brought_less_what_was_taken_back(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var (second, third) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await station.HouseholdAsync(second, "李四");
        await station.HouseholdAsync(third, "赵五");
        var recorded = await station.RecordAsync(
            station.Item(weightKg: "10", price: "3"), station.Item(weightKg: "0.333", price: "3"), station.Item(weightKg: "7", price: "2"),
            station.Item(weightKg: "5", price: "2", householdId: second), station.Item(weightKg: "5", price: "2", householdId: third));
        await station.ReverseAsync(recorded.Items[2].IntakeId);
        await station.ReverseAsync(recorded.Items[4].IntakeId);
        foreach (var reader in (HttpClient[])[station.Keeper, station.Network.Supplier])
        {
            var list = await LogisticsScenario.ReadAsync<GetPayList.View>(HttpStatusCode.OK, await reader.GetAsync(station.PayList(), Ct));
            Assert.Equal(
                [("王**", 2, Quantity.Of(10.333m), 3_100L), ("李**", 1, Quantity.Of(5), 1_000L)],
                list.Items.OrderBy(item => item.HouseholdId != station.HouseholdId)
                    .Select(item => (item.Name, item.Intakes, item.WeightKg, item.AmountFen)));
            Assert.Equal(4_100, list.AmountFen);
        }

        var stranger = station.Network.Logistics.Client(Roles.Supplier, org: Guid.CreateVersion7());
        Assert.Empty((await LogisticsScenario.ReadAsync<GetPayList.View>(
            HttpStatusCode.OK, await stranger.GetAsync(station.PayList(), Ct))).Items);
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "period_too_long", "until", station.Keeper,
            client => client.GetAsync($"{station.Path}/pay-list?from=2026-01-01&until=2026-12-31", Ct));
    }
}
