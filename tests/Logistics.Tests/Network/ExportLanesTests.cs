using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Sheets;
using Marketplace.Logistics.Tests.Sheets;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>GET /logistics/lanes/file.</summary>
public sealed class ExportLanesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite, "csv"), InlineData(Engine.PostgreSql, "csv"), InlineData(Engine.Sqlite, "xlsx")]
    [InlineData(Engine.PostgreSql, "xlsx")]
    public async Task What_is_exported_changes_nothing_when_it_is_imported_again(Engine engine, string format)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        await RegisterLaneTests.LaneAsync(network, RegisterLaneTests.Lane(network));
        await RegisterLaneTests.LaneAsync(network, RegisterLaneTests.Lane(network, new
        {
            validFrom = BusinessDay.Of(LogisticsScenario.Now).AddDays(1),
            drivingMinutes = 2_000,
        }));
        await RegisterLaneTests.LaneAsync(network, RegisterLaneTests.Lane(network, new
        {
            fromNodeId = (Guid?)null,
            fromRegionId = network.County,
            endedOn = "2027-01-01",
        }));
        using var exported = await network.Office.GetAsync($"/logistics/lanes/file?region={network.County}&format={format}", Ct);
        Assert.Equal(HttpStatusCode.OK, exported.StatusCode);
        var (file, type) = (await exported.Content.ReadAsByteArrayAsync(Ct), exported.Content.Headers.ContentType!.MediaType!);
        // Who may not state a lane may say what stands already.
        foreach (var office in new[] { network.Office, network.CityOffice })
        {
            using var imported = await ImportLanesTests.PostAsync(office, file, type);
            var report = await LogisticsScenario.ReadAsync<ImportReport>(HttpStatusCode.OK, imported);
            Assert.Equal((3, 3, true), (report.Rows, report.Unchanged, report.IsApplied));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_template_has_headings_alone_and_other_formats_are_refused(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        Assert.Empty(await LinesAsync(network, "isTemplate=true"));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "format_unknown", "format", network.Office,
            client => client.GetAsync("/logistics/lanes/file?format=pdf", Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, network.Carrier, client => client.GetAsync("/logistics/lanes/file", Ct));
    }

    /// <summary>The lines below the headings.</summary>
    internal static Task<string[]> LinesAsync(NetworkScenario network, string query) =>
        SheetFiles.LinesAsync(network.Office, $"/logistics/lanes/file?{query}");
}
