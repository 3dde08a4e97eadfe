using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Logistics.ColdChain;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.ColdChain;

/// <summary>PUT /logistics/products/{productId}/temperature-limits.</summary>
public sealed class SetTemperatureLimitsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_supplier_narrows_the_limits_of_its_product_for_shipments_that_are_planned_from_then_on(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var (order, later) = (ColdChainScenario.MeatAndPepper(), ColdChainScenario.MeatAndPepper());
        var line = order.Parts[0].Lines[0];
        await logistics.DeliverAsync(ColdChainScenario.Listing(line, order.Parts[0].SupplierId), ct: Ct);
        var before = await LogisticsScenario.PlannedAsync(logistics, order);

        var answer = await LogisticsScenario.ReadAsync<ProductTemperatureView>(
            HttpStatusCode.OK, await PutAsync(before.Supplier, line.Goods.ProductId, "Chilled", 0, 4));
        Assert.Equal((TemperatureClass.Chilled, 0m, 4m), (answer.Class, answer.MinCelsius, answer.MaxCelsius));

        var part = later.Parts[0];
        var after = await LogisticsScenario.PlannedAsync(logistics, later with
        {
            Parts = [part with { Lines = [part.Lines[0] with { Goods = line.Goods }, part.Lines[1]] }],
        });
        Assert.Equal([8m], (await before.ViewAsync()).ColdChain!.Goods.Select(goods => goods.MaxCelsius));
        Assert.Equal([4m], (await after.ViewAsync()).ColdChain!.Goods.Select(goods => goods.MaxCelsius));
        // Back to those of the class, or frozen, but never beyond.
        using var whole = await PutAsync(before.Supplier, line.Goods.ProductId, "Chilled", 0, 8);
        using var frozen = await PutAsync(before.Supplier, line.Goods.ProductId, "Frozen", -25, -18);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (whole.StatusCode, frozen.StatusCode));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "limits_wider", "maxCelsius", before.Supplier,
            client => PutAsync(client, line.Goods.ProductId, "Chilled", 0, 8.01m));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "limits_reversed", "maxCelsius", before.Supplier,
            client => PutAsync(client, line.Goods.ProductId, "Chilled", 4, 4));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "product_not_found", null, logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()),
            client => PutAsync(client, line.Goods.ProductId, "Chilled", 0, 4));
    }

    internal static string PathOf(Guid productId) => $"/logistics/products/{productId}/temperature-limits";

    internal static Task<HttpResponseMessage> PutAsync(HttpClient by, Guid productId, string kept, decimal min, decimal max) =>
        by.PutAsJsonAsync(
            PathOf(productId),
            new { @class = kept, minCelsius = min, maxCelsius = max }, Ct);
}
