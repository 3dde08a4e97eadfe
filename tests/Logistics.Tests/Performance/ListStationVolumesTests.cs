using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Performance;
using Marketplace.Logistics.Tests.Intakes;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Performance;

/// <summary>GET /logistics/performance/stations.</summary>
public sealed class ListStationVolumesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_sees_what_each_of_its_stations_took_in_also_nothing(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var (network, idle, other) = (station.Network, Guid.CreateVersion7(), Guid.CreateVersion7());
        await NetworkScenario.NodeAsync(idle, NodeKind.Station, network.County, network.Office);
        await station.HouseholdAsync(other, "李四");
        var taken = Guid.CreateVersion7();
        await station.RecordAsync(
            station.Item(weightKg: "10"), station.Item(weightKg: "20", householdId: other), station.Item(taken, weightKg: "5"),
            station.Item(weightKg: "7", takenInAt: LogisticsScenario.Now.AddDays(-30)));
        await station.ReverseAsync(taken);

        var volumes = await ListAsync(network.Office, "?from=2026-11-01&until=2026-11-30&size=1");
        var rest = await ListAsync(network.Office, $"?from=2026-11-01&until=2026-11-30&size=1&after={volumes.Next}");

        Assert.Equal(
            [(station.StationId, "大坪村", 2, 2, Quantity.Of(30)), (idle, "大坪村", 0, 0, Quantity.Of(0))],
            volumes.Items.Concat(rest.Items).Select(
                volume => (volume.NodeId, volume.Village, volume.Intakes, volume.Households, volume.WeightKg)));
        Assert.Null(rest.Next);
        Assert.DoesNotContain(
            (await ListAsync(network.CityOffice, "?from=2026-11-01&until=2026-11-30")).Items, volume => volume.NodeId == idle);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, station.Keeper,
            client => client.GetAsync("/logistics/performance/stations?from=2026-11-01&until=2026-11-30", Ct));
    }

    static async Task<Page<ListStationVolumes.Volume>> ListAsync(HttpClient by, string query) =>
        await LogisticsScenario.ReadAsync<Page<ListStationVolumes.Volume>>(
            HttpStatusCode.OK, await by.GetAsync($"/logistics/performance/stations{query}", Ct));
}
