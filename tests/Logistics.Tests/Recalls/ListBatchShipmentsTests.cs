using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Recalls;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Recalls;

/// <summary>GET /logistics/batches/{batchId}/shipments.</summary>
public sealed class ListBatchShipmentsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_supplier_finds_every_buyer_of_a_batch_and_a_buyer_itself(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var (supplierId, batchId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Guid[] units = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        List<Guid> shipments = [];
        foreach (var unit in units)
        {
            var part = Examples.Part(supplierId, 1, ("100", "38.60"), ("10", "1.00"));
            part = part with
            {
                Lines =
                [
                    part.Lines[0] with
                    {
                        Batches =
                        [
                            new BatchShare { BatchId = batchId, Quantity = Quantity.Of(60) },
                            new BatchShare { BatchId = Guid.CreateVersion7(), Quantity = Quantity.Of(40) },
                        ],
                    },
                    part.Lines[1],
                ],
            };
            await logistics.DeliverAsync(Examples.Of(unit, part), ct: Ct);
            shipments.Add(part.PartId);
        }

        var supplier = logistics.Client(Roles.Supplier, org: supplierId);
        var first = await PageAsync(supplier, $"/logistics/batches/{batchId}/shipments?size=2");
        var rest = await PageAsync(supplier, $"/logistics/batches/{batchId}/shipments?size=2&after={first.Next}");
        Assert.Equal(shipments.Order(), first.Items.Concat(rest.Items).Select(item => item.ShipmentId).Order());
        Assert.All(first.Items, item => Assert.Equal(
            (1, Quantity.Of(60), ShipmentState.Planned), (Assert.Single(item.Lines).LineNumber, item.Lines[0].Held, item.State)));

        var buyer = logistics.Client(Roles.Purchaser, org: units[1]);
        Assert.Equal(shipments[1], Assert.Single((await PageAsync(buyer, $"/logistics/batches/{batchId}/shipments")).Items).ShipmentId);
        var stranger = logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7());
        Assert.Empty((await PageAsync(stranger, $"/logistics/batches/{batchId}/shipments")).Items);
    }

    static async Task<Page<ListBatchShipments.View>> PageAsync(HttpClient client, string path) =>
        await LogisticsScenario.ReadAsync<Page<ListBatchShipments.View>>(HttpStatusCode.OK, await client.GetAsync(path, Ct));
}
