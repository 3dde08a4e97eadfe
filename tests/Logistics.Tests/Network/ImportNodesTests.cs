using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Network;
using Marketplace.Logistics.Tests.Sheets;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>POST /logistics/nodes/imports.</summary>
public sealed class ImportNodesTests(SharedServices services)
{
    const string Path = "/logistics/nodes/imports";
    const string Header = "节点标识,节点类型,节点名称,区划标识,区划名称,乡镇,村,纬度,经度,道路地形,营业起时,营业止时,有冷藏库,有冷冻库,管理岗位或机构,启用日,停用日";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static string Today => $"{BusinessDay.Of(LogisticsScenario.Now):yyyy-MM-dd}";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Stations_of_a_table_are_registered_once_and_told_of(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var id = Guid.CreateVersion7();
        string[] rows =
        [
            Header,
            $",村级服务站,大坪站,{network.County},某县,丝窝乡,大坪村,{network.Latitude + 0.1234567m},{network.Longitude},山区,6:00,18:00,是,否,村委会,2026-01-01,",
            $"{id},Hub,第二物流中心,{network.County},,,,,,Gorges,05:30,20:15,,,,2026-01-01,",
        ];
        var report = await SheetFiles.DoneAsync(network.Office, $"{Path}?dryRun=true", rows);
        Assert.Equal((2, 2, false), (report.Rows, report.Added, report.IsApplied));
        Assert.Equal(2, (await SheetFiles.DoneAsync(network.Office, Path, rows)).Added);
        Assert.Equal(2, (await SheetFiles.DoneAsync(network.Office, Path, rows)).Unchanged);
        // Who may not register a node may say what stands already.
        Assert.Equal(2, (await SheetFiles.DoneAsync(network.CityOffice, Path, rows)).Unchanged);

        var station = Assert.Single(await NodesAsync(network, NodeKind.Station));
        Assert.Equal(("大坪站", "丝窝乡", "大坪村", "村委会"), (station.Name, station.Township, station.Village, station.Keeper));
        Assert.Equal((network.Latitude + 0.123457m, new TimeOnly(6, 0), true), (station.Latitude, station.OpenFrom, station.HasColdStore));
        Assert.Single(network.Logistics.Published<StationPublished>(), told => told.StationId == station.NodeId && told.EndedOn is null);
        var hub = (await NodesAsync(network, NodeKind.Hub)).Single(node => node.NodeId == id);
        Assert.Equal((RoadTerrain.Gorges, new TimeOnly(20, 15), false), (hub.Terrain, hub.OpenUntil, hub.HasColdStore));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_row_ends_a_node_today_and_changes_nothing_else(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var row = $",Station,大坪站,{network.County},,丝窝乡,大坪村,,,Mountains,06:00,18:00,yes,no,,2026-01-01,";
        Assert.Equal(1, (await SheetFiles.DoneAsync(network.Office, Path, Header, row)).Added);
        Assert.Equal(
            [(2, "openUntil", "differs_from_registered"), (3, "endedOn", "end_not_today"), (4, "endedOn", "end_of_new")],
            await SheetFiles.FaultsAsync(
                network.Office, Path, Header, row.Replace("18:00", "19:00"), row + "2020-01-01", row.Replace("大坪站", "新站") + Today));
        Assert.Equal(
            [(2, "", "not_your_region")], await SheetFiles.FaultsAsync(network.CityOffice, Path, Header, row + Today));

        Assert.Equal(1, (await SheetFiles.DoneAsync(network.Office, Path, Header, row + Today)).Ended);
        Assert.Equal(2, (await SheetFiles.DoneAsync(network.Office, Path, Header, row, row + Today)).Unchanged);
        Assert.Equal(
            [(2, "endedOn", "ended_otherwise")], await SheetFiles.FaultsAsync(network.Office, Path, Header, row + "2026-01-02"));
        // What has ended may be replaced by another of that name.
        Assert.Equal(1, (await SheetFiles.DoneAsync(network.Office, Path, Header, row.Replace("18:00", "19:00"))).Added);
        Assert.Equal(2, (await NodesAsync(network, NodeKind.Station)).Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_told_by_row_and_the_sound_rows_are_taken_when_asked_for(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        string[] rows =
        [
            Header,
            $",村级服务站,大坪站,{network.County},,丝窝乡,大坪村,,,山区,06:00,18:00,是,是,,2026-01-01,",
            $",县级仓,甲,{network.County},,丝窝乡,,,,山区,06:00,18:00,是,是,,2026-01-01,",
            $",仓库,乙,{network.County},,,,,,山区,06:00,24:00,也许,是,,2026-01-01,",
            $",县级仓,丙,{network.County},另一县,,,,,山区,06:00,18:00,是,是,,2026-01-01,",
            $",县级仓,丁,{network.City},,,,,,山区,06:00,18:00,是,是,,2026-01-01,",
            $",县级仓,戊,{network.County},,,,0,0,山区,06:00,18:00,是,是,,2026-01-01,",
            $",县级仓,己,999999,,,,,,山区,06:00,18:00,是,是,,2026-01-01,",
            $"018f,县级仓,,{network.County},,,,,,山区,18:00,06:00,是,是,,2026-01-01,",
        ];
        Assert.Equal(
            [
                (3, "township", "township_of_stations"), (4, "kind", "not_a_choice"), (4, "openUntil", "not_a_time"),
                (4, "hasColdStore", "not_a_choice"), (5, "regionName", "name_contradicts_code"), (6, "", "not_your_region"),
                (7, "latitude", "coordinates_far"), (8, "regionId", "unknown_region"), (9, "nodeId", "id_invalid"),
                (9, "name", "value_missing"),
            ],
            await SheetFiles.FaultsAsync(network.Office, Path, rows));
        Assert.Empty(await NodesAsync(network, NodeKind.Station));
        var report = await SheetFiles.DoneAsync(network.Office, $"{Path}?onlySound=true", rows);
        Assert.Equal((1, 10), (report.Added, report.Faults.Count));
        Assert.Single(await NodesAsync(network, NodeKind.Station));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, network.Carrier,
            client => SheetFiles.PostAsync(client, Path, [], "text/csv"));
    }

    static async Task<IReadOnlyList<NodeView>> NodesAsync(NetworkScenario network, NodeKind kind) =>
        (await LogisticsScenario.ReadAsync<Page<NodeView>>(
            HttpStatusCode.OK, await network.Office.GetAsync($"/logistics/nodes?kind={kind}&region={network.County}", Ct))).Items;
}
