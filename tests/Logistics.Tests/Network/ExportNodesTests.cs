using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Tests.Sheets;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>GET /logistics/nodes/file.</summary>
public sealed class ExportNodesTests(SharedServices services)
{
    const string File = "/logistics/nodes/file";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite, "csv"), InlineData(Engine.PostgreSql, "csv"), InlineData(Engine.Sqlite, "xlsx")]
    [InlineData(Engine.PostgreSql, "xlsx")]
    public async Task What_is_exported_changes_nothing_when_it_is_imported_again(Engine engine, string format)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        // Two that are alike are told apart by their ids, and a text that looks like a formula is none.
        var stations = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
        foreach (var nodeId in stations)
        {
            await NetworkScenario.NodeAsync(nodeId, NodeKind.Station, network.County, network.Office);
        }

        await LogisticsScenario.ReadAsync<object>(HttpStatusCode.Created, await network.Office.PostOnceAsync(
            "/logistics/nodes",
            new
            {
                nodeId = Guid.CreateVersion7(),
                kind = "Hub",
                name = "=1+1",
                regionId = network.County,
                terrain = "Hills",
                openFrom = "00:00:01",
                openUntil = "23:59",
                hasColdStore = false,
                keeper = " 0123 ",
                validFrom = "2026-01-01",
                latitude = network.Latitude + 0.000001m,
                longitude = network.Longitude,
            },
            ct: Ct));
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK, await network.Office.PostOnceAsync($"/logistics/nodes/{stations[0]}/ending", new { }, ct: Ct));
        foreach (var office in new[] { network.Office, network.CityOffice })
        {
            Assert.Equal(4, await SheetFiles.UnchangedAsync(
                office, $"{File}?region={network.County}&format={format}", "/logistics/nodes/imports"));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nodes_are_found_by_kind_region_and_day_and_the_template_has_headings_alone(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var line = Assert.Single(await SheetFiles.LinesAsync(network.Office, $"{File}?region={network.County}&kind=Hub&on=2026-01-01"));
        Assert.StartsWith($"{network.HubId},县级仓,物流中心,{network.County},某县,", line, StringComparison.Ordinal);
        Assert.Empty(await SheetFiles.LinesAsync(network.Office, $"{File}?region={network.County}&on=2025-12-31"));
        Assert.Empty(await SheetFiles.LinesAsync(network.Office, $"{File}?isTemplate=true"));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "format_unknown", "format", network.Office, client => client.GetAsync($"{File}?format=pdf", Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, network.Carrier, client => client.GetAsync(File, Ct));
    }
}
