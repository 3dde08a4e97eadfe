using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Intakes;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>GET /logistics/batches/{batchId}/intake.</summary>
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
}
