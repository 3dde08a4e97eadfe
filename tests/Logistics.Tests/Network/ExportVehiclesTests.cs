using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Tests.Sheets;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>GET /logistics/carriers/{carrierId}/vehicles/file.</summary>
public sealed class ExportVehiclesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite, "csv"), InlineData(Engine.PostgreSql, "csv"), InlineData(Engine.Sqlite, "xlsx")]
    [InlineData(Engine.PostgreSql, "xlsx")]
    public async Task What_is_exported_changes_nothing_when_it_is_imported_again(Engine engine, string format)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var path = $"/logistics/carriers/{network.CarrierId}/vehicles";
        await network.VehiclesAsync(network.CarrierId, fixedFen: 12_345);
        // The same once more, and the same again that has ended.
        await network.VehicleAsync(network.CarrierId, VehicleUse.Trunk, fixedFen: 12_345);
        var ended = await network.VehicleAsync(network.CarrierId, VehicleUse.Trunk, fixedFen: 12_345);
        await LogisticsScenario.ReadAsync<object>(
            HttpStatusCode.OK, await network.Carrier.PostOnceAsync($"{path}/{ended.VehicleId}/ending", new { }, ct: Ct));
        Assert.Equal(5, await SheetFiles.UnchangedAsync(network.Carrier, $"{path}/file?format={format}", $"{path}/imports"));
        Assert.Equal(
            4, await SheetFiles.UnchangedAsync(network.Carrier, $"{path}/file?format={format}&onlyOffered=true", $"{path}/imports"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Prices_are_in_yuan_and_the_template_has_headings_alone(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var file = $"/logistics/carriers/{network.CarrierId}/vehicles/file";
        var vehicle = await network.VehicleAsync(network.CarrierId, VehicleUse.Collection, fixedFen: 12_345);
        Assert.Equal(
            [$"{vehicle.VehicleId},9.6 米冷藏车,集货,{network.HubId},,物流中心,2,16000,58000,是,否,8,123.45,5.80,2026-01-01,"],
            await SheetFiles.LinesAsync(network.Office, file));
        Assert.Empty(await SheetFiles.LinesAsync(network.Carrier, $"{file}?isTemplate=true"));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "format_unknown", "format", network.Carrier, client => client.GetAsync($"{file}?format=pdf", Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, network.Supplier, client => client.GetAsync(file, Ct));
    }
}
