using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.ColdChain;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.ColdChain;

/// <summary>GET /logistics/products/{productId}/temperature-limits.</summary>
public sealed class GetTemperatureLimitsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Whoever_buys_or_carries_a_product_reads_how_it_has_to_be_kept(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var order = ColdChainScenario.MeatAndPepper();
        var (line, supplierId) = (order.Parts[0].Lines[0], order.Parts[0].SupplierId);
        await logistics.DeliverAsync(ColdChainScenario.Listing(line, supplierId), ct: Ct);
        var path = SetTemperatureLimitsTests.PathOf(line.Goods.ProductId);
        var buyer = logistics.Client(Roles.Purchaser, org: order.UnitId);
        await Refused.AsAsync(HttpStatusCode.NotFound, "limits_not_set", null, buyer, client => client.GetAsync(path, Ct));

        var supplier = logistics.Client(Roles.Supplier, org: supplierId);
        var answer = await LogisticsScenario.ReadAsync<ProductTemperatureView>(
            HttpStatusCode.OK, await SetTemperatureLimitsTests.PutAsync(supplier, line.Goods.ProductId, "Frozen", -25, -18));

        foreach (var reader in (HttpClient[])[buyer, supplier, logistics.Client(Roles.Carrier, org: Guid.CreateVersion7())])
        {
            Assert.Equal(
                answer, await LogisticsScenario.ReadAsync<ProductTemperatureView>(HttpStatusCode.OK, await reader.GetAsync(path, Ct)));
        }
    }
}
