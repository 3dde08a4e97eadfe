using System.Net;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Logistics.Sheets;
using Marketplace.Logistics.Tests.Sheets;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>POST /logistics/lanes/imports.</summary>
public sealed class ImportLanesTests(SharedServices services)
{
    const string Header = "起点节点标识,起点区划标识,终点节点标识,终点区划标识,里程（公里）,行驶时间（分钟）,起始日,停用日,依据";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Rows_add_lanes_end_those_with_other_figures_and_leave_what_stands(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var tomorrow = $"{BusinessDay.Of(LogisticsScenario.Now).AddDays(1):yyyy-MM-dd}";
        string[] rows =
        [
            $"{network.HubId},,{network.DepotId},,2300.5,2160,2026-01-01,,里程表",
            $",{network.County},,{network.City},2400,2200,2026-01-01,,里程表",
        ];
        var report = await DoneAsync(network, [Header, .. rows]);
        Assert.Equal((2, 2, 0, true), (report.Rows, report.Added, report.Unchanged, report.IsApplied));
        Assert.Equal(2, (await DoneAsync(network, [Header, .. rows])).Unchanged);

        string[] changed = [Header, rows[0], $",{network.County},,{network.City},2410,2200,{tomorrow},,改道"];
        Assert.False((await DoneAsync(network, changed, "?dryRun=true")).IsApplied);
        report = await DoneAsync(network, changed);
        Assert.Equal((1, 1, 0), (report.Unchanged, report.Superseded, report.Added));
        var lanes = await ExportLanesTests.LinesAsync(network, $"from={network.County}");
        Assert.Equal([$"2026-01-01,{tomorrow},里程表", $"{tomorrow},,改道"], lanes.Select(line => string.Join(',', line.Split(',')[^3..])));

        report = await DoneAsync(network, [Header, $"{network.HubId},,{network.DepotId},,2300.5,2160,2026-01-01,{tomorrow},里程表"]);
        Assert.Equal(1, report.Ended);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_told_by_row_and_the_sound_rows_are_taken_when_asked_for(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        string[] lines =
        [
            "fromNodeId,fromRegionId,fromName,toNodeId,toRegionId,distanceKm,drivingMinutes,validFrom,source",
            $"{network.HubId},,物流中心,{network.DepotId},,2300.5,2160,2026-01-01,table",
            $"{network.HubId},{network.County},,{network.DepotId},,2300.5,2160,2026-01-01,table",
            $"{network.HubId},,另一中心,{network.DepotId},,2300.5,2160,2026-01-01,table",
            $",{network.County},另一县,,{network.City},2400,2200,2026-01-01,table",
            $",{network.County},,,{network.City},20,2200,2026-01-01,table",
            $",{network.City},,,{network.County},2400,2200,2026-01-01,table",
            $"abc,,,{network.DepotId},,2300.5,很久,2026-13-01,",
        ];
        using (var refused = await PostAsync(network.Office, lines))
        {
            var faulty = await LogisticsScenario.ReadAsync<ImportReport>(HttpStatusCode.BadRequest, refused);
            Assert.Equal(
                [
                    (3, "fromNodeId", "end_unclear"), (4, "fromName", "name_contradicts_id"), (5, "fromName", "name_contradicts_code"),
                    (6, "distanceKm", "lane_too_short"), (7, "", "not_your_region"), (8, "fromNodeId", "id_invalid"),
                    (8, "drivingMinutes", "not_a_number"), (8, "validFrom", "not_a_day"), (8, "source", "value_missing"),
                ],
                faulty.Faults.Select(fault => (fault.Row!.Value, fault.Column ?? "", fault.Code)));
            Assert.False(faulty.IsApplied);
        }

        Assert.Empty(await ExportLanesTests.LinesAsync(network, $"from={network.HubId}"));
        var report = await DoneAsync(network, lines, "?onlySound=true");
        Assert.Equal((1, 9), (report.Added, report.Faults.Count));
        Assert.Single(await ExportLanesTests.LinesAsync(network, $"from={network.HubId}"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_workbook_of_old_is_read_as_well(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var file = XlsFile.Of(
            Header.Split(','),
            [$"{network.HubId}", null, $"{network.DepotId}", null, "2300.5", "2160", "2026-01-01", null, "里程表"]);
        using var answer = await PostAsync(network.Office, file, "application/vnd.ms-excel");
        Assert.Equal(1, (await LogisticsScenario.ReadAsync<ImportReport>(HttpStatusCode.OK, answer)).Added);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Neither_carriers_import_lanes_nor_is_a_file_without_distances_read(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, network.Carrier, client => PostAsync(client, [Header]));
        using var refused = await PostAsync(network.Office, ["fromNodeId,toNodeId,validFrom,source"]);
        var report = await LogisticsScenario.ReadAsync<ImportReport>(HttpStatusCode.BadRequest, refused);
        Assert.Equal("header_missing", Assert.Single(report.Faults).Code);
    }

    internal static async Task<ImportReport> DoneAsync(NetworkScenario network, string[] lines, string query = "") =>
        await LogisticsScenario.ReadAsync<ImportReport>(HttpStatusCode.OK, await PostAsync(network.Office, lines, query));

    static Task<HttpResponseMessage> PostAsync(HttpClient by, string[] lines, string query = "") =>
        PostAsync(by, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), "text/csv", query);

    internal static Task<HttpResponseMessage> PostAsync(HttpClient by, byte[] file, string contentType, string query = "") =>
        SheetFiles.PostAsync(by, $"/logistics/lanes/imports{query}", file, contentType);
}
