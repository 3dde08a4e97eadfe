using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Intakes;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>GET /logistics/batches/{batchId}/intake and /logistics/nodes/{nodeId}/throughput; ← BatchOffered, ListingPublished.</summary>
public sealed class GetBatchIntakeTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_taken_in_stands_beside_what_is_offered(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        // Heard again, out of order, and of a product that nobody knows.
        await station.Network.Logistics.DeliverAsync(station.Batch() with { Quantity = Quantity.Of(1) }, ct: Ct);
        await station.Network.Logistics.DeliverAsync(station.Product(3, "苍溪雪梨 一级"), ct: Ct);
        await station.Network.Logistics.DeliverAsync(station.Product(2, "旧名"), ct: Ct);
        await station.RecordAsync(station.Item(weightKg: "150"), station.Item(weightKg: "30"));
        await station.ReverseAsync((await station.RecordAsync(station.Item(weightKg: "9"))).Items[0].IntakeId);
        foreach (var reader in (HttpClient[])[station.Network.Supplier, station.Network.Office])
        {
            var view = await LogisticsScenario.ReadAsync<GetBatchIntake.View>(
                HttpStatusCode.OK, await reader.GetAsync($"/logistics/batches/{station.BatchId}/intake", Ct));
            Assert.Equal(
                ("苍溪雪梨 一级", Quantity.Of(40), Quantity.Of(200), Quantity.Of(180), Quantity.Of(-20)),
                (view.ProductName, view.Offered, view.OfferedKg, view.TakenInKg, view.DifferenceKg));
        }

        await Refused.AsAsync(
            HttpStatusCode.NotFound, "batch_not_found", null, station.Network.CityOffice,
            client => client.GetAsync($"/logistics/batches/{station.BatchId}/intake", Ct));
    }

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
