using System.Net;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>GET /logistics/nodes/{nodeId}/pay-list/sheet.</summary>
public sealed class GetPayListSheetTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_sheet_has_whole_names_until_they_are_erased(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        await station.RecordAsync(station.Item(weightKg: "10", price: "3"));
        var csv = await station.Network.Supplier.GetStringAsync(station.PayList("/sheet") + "&format=csv", Ct);
        Assert.Contains("王大力", csv, StringComparison.Ordinal);
        Assert.Contains("6222020000000001234", csv, StringComparison.Ordinal);
        Assert.Contains("30", csv, StringComparison.Ordinal);
        using (var xlsx = await station.Keeper.GetAsync(station.PayList("/sheet"), Ct))
        {
            Assert.Equal(HttpStatusCode.OK, xlsx.StatusCode);
            Assert.EndsWith("sheet", xlsx.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        }

        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "format_unknown", "format", station.Keeper,
            client => client.GetAsync(station.PayList("/sheet") + "&format=pdf", Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, station.KeeperOf(Guid.CreateVersion7()),
            client => client.GetAsync(station.PayList("/sheet"), Ct));
        await EraseHouseholdTests.EraseAsync(station);
        csv = await station.Keeper.GetStringAsync(station.PayList("/sheet") + "&format=csv", Ct);
        Assert.DoesNotContain("王大力", csv, StringComparison.Ordinal);
        Assert.Contains("30", csv, StringComparison.Ordinal);
    }
}
