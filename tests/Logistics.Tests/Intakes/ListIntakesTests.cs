using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Intakes;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>GET /logistics/intakes.</summary>
public sealed class ListIntakesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Keeper_supplier_and_office_see_what_was_taken_in_page_by_page_and_strangers_nothing(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        await station.RecordAsync(station.Item(), station.Item(), station.Item());
        var path = $"/logistics/intakes?nodeId={station.StationId}&size=2";
        foreach (var reader in (HttpClient[])[station.Keeper, station.Network.Supplier, station.Network.Office])
        {
            var first = await ReadAsync(reader, path);
            Assert.Equal(2, first.Items.Count);
            Assert.Single((await ReadAsync(reader, $"{path}&after={first.Next}")).Items);
        }

        Assert.Equal(3, (await ReadAsync(station.Network.Supplier, $"/logistics/intakes?batchId={station.BatchId}")).Items.Count);
        Assert.Empty((await ReadAsync(station.Network.CityOffice, path)).Items);
        Assert.Empty((await ReadAsync(station.Network.Logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()), path)).Items);
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "node_or_batch", "nodeId", station.Keeper, client => client.GetAsync("/logistics/intakes", Ct));
    }

    static async Task<Page<IntakeView>> ReadAsync(HttpClient by, string path) =>
        await LogisticsScenario.ReadAsync<Page<IntakeView>>(HttpStatusCode.OK, await by.GetAsync(path, Ct));
}
