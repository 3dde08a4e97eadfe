using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Intakes;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>GET /logistics/nodes/{nodeId}/throughput.</summary>
public sealed class GetThroughputTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_station_shows_what_it_took_in_by_month(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var second = Guid.CreateVersion7();
        await station.HouseholdAsync(second, "李四");
        await station.RecordAsync(
            station.Item(weightKg: "10"), station.Item(weightKg: "20"), station.Item(weightKg: "5", householdId: second),
            station.Item(weightKg: "7", takenInAt: LogisticsScenario.Now.AddDays(-30)));
        var view = await LogisticsScenario.ReadAsync<GetThroughput.View>(
            HttpStatusCode.OK, await station.Network.Office.GetAsync($"{station.Path}/throughput?year=2026", Ct));
        Assert.Equal(
            [(10, 1, 1, Quantity.Of(7)), (11, 3, 2, Quantity.Of(35))],
            view.Months.Select(month => (month.Number, month.Intakes, month.Households, month.WeightKg)));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "out_of_range", "year", station.Keeper,
            client => client.GetAsync($"{station.Path}/throughput?year=99", Ct));
    }
}
