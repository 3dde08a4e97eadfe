using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.ColdChain;

/// <summary>DELETE /logistics/products/{productId}/temperature-limits.</summary>
public sealed class RemoveTemperatureLimitsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Limits_that_are_removed_hold_for_what_was_planned_and_no_longer(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var (order, later) = (ColdChainScenario.MeatAndPepper(), ColdChainScenario.MeatAndPepper());
        var line = order.Parts[0].Lines[0];
        await logistics.DeliverAsync(ColdChainScenario.Listing(line, order.Parts[0].SupplierId), ct: Ct);
        var path = SetTemperatureLimitsTests.PathOf(line.Goods.ProductId);
        var supplier = logistics.Client(Roles.Supplier, org: order.Parts[0].SupplierId);
        using (await SetTemperatureLimitsTests.PutAsync(supplier, line.Goods.ProductId, "Chilled", 0, 4))
        {
        }

        var before = await LogisticsScenario.PlannedAsync(logistics, order);
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "product_not_found", null, logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()),
            client => client.DeleteAsync(path, Ct));
        using var removed = await supplier.DeleteAsync(path, Ct);
        using var again = await supplier.DeleteAsync(path, Ct);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (removed.StatusCode, again.StatusCode));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "limits_not_set", null, supplier, client => client.GetAsync(path, Ct));
        var part = later.Parts[0];
        var after = await LogisticsScenario.PlannedAsync(logistics, later with
        {
            Parts = [part with { Lines = [part.Lines[0] with { Goods = line.Goods }, part.Lines[1]] }],
        });
        Assert.Equal([4m], (await before.ViewAsync()).ColdChain!.Goods.Select(goods => goods.MaxCelsius));
        Assert.Equal([8m], (await after.ViewAsync()).ColdChain!.Goods.Select(goods => goods.MaxCelsius));
    }
}
