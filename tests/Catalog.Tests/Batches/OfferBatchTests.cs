using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Batches;

public sealed class OfferBatchTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task An_offered_batch_can_be_sold_and_is_told_once(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (productId, batchId, key) = (await catalog.ProductAsync(supplierId), Guid.CreateVersion7(), Guid.CreateVersion7().ToString());
        var (own, path) = (catalog.As(Roles.Supplier, supplierId), $"/catalog/products/{productId}/batches");
        using var answer = await own.PostOnceAsync(path, Samples.Batch(batchId, 1_200.5m), key, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("1200.5", (string?)(await answer.NodeAsync())!["available"]);
        using var again = await own.PostOnceAsync(path, Samples.Batch(batchId, 1_200.5m), key, Ct);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        await own.RefusesAsync(c => c.PostOnceAsync(path, Samples.Batch(batchId, 1_200.5m), ct: Ct), 409, "already_exists");

        var told = (await catalog.ToldAsync<BatchOffered>(1, news => news.BatchId == batchId, batchId))[0];
        Assert.Equal((productId, supplierId, 1_200.5m), (told.ProductId, told.SupplierId, told.Quantity.Units));
        Assert.Equal("/510000/513400/513430/", told.OriginPath.Value);
        Assert.Equal((new DateOnly(2026, 8, 1), new DateOnly(2026, 9, 30)), (told.HarvestFrom, told.HarvestUntil));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Bad_batches_and_strangers_change_nothing(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var (own, path) = (catalog.As(Roles.Supplier, supplierId), $"/catalog/products/{productId}/batches");
        (string Field, JsonNode? Value, string Code)[] faults =
        [
            ("batchId", Guid.Empty.ToString(), "id_empty"),
            ("quantity", "0", "quantity_out_of_range"),
            ("quantity", "-1", "quantity_out_of_range"),
            ("quantity", "1000000000.001", "quantity_out_of_range"),
            ("quantity", "99999999999999999999", "json_wrong_type"),
            ("quantity", "0.0001", "json_wrong_type"),
            ("quantity", 5, "json_wrong_type"),
            ("harvestUntil", "2026-07-31", "period_reversed"),
            ("harvestUntil", "2100-01-01", "day_out_of_range"),
            ("harvestFrom", "1999-12-31", "day_out_of_range"),
            ("harvestFrom", "2026-13-01", "json_wrong_type"),
            ("harvestFrom", null, "json_wrong_type"),
        ];
        foreach (var (field, value, code) in faults)
        {
            var body = Samples.Batch(Guid.CreateVersion7());
            body[field] = value;
            await own.RefusesAsync(c => c.PostOnceAsync(path, body, ct: Ct), 400, code, field);
        }

        Task<HttpResponseMessage> Send(HttpClient client) => client.PostOnceAsync(path, Samples.Batch(Guid.CreateVersion7()), ct: Ct);
        await catalog.As(Roles.Supplier, Guid.CreateVersion7()).RefusesAsync(Send, 403, "not_your_organisation");
        await catalog.As(Roles.Operator).RefusesAsync(Send, 403, "role_not_allowed");
        await own.RefusesAsync(
            c => c.PostOnceAsync($"/catalog/products/{Guid.CreateVersion7()}/batches", Samples.Batch(Guid.CreateVersion7()), ct: Ct),
            404,
            "product_not_found");
        Assert.Empty(await own.GetAllAsync(path));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Goods_that_are_resold_name_the_supplier_that_they_first_came_from(Engine engine)
    {
        // EC-46: a distributor sells what it has bought from a cooperative, and so does who buys from it.
        var catalog = await catalogs.OnAsync(engine);
        var cooperative = await catalog.SupplierAsync();
        var source = await catalog.BatchAsync(cooperative, await catalog.ProductAsync(cooperative), 10_000);
        foreach (var _ in (int[])[1, 2])
        {
            var distributor = await catalog.SupplierAsync();
            var productId = await catalog.ProductAsync(distributor);
            var body = Samples.Batch(Guid.CreateVersion7(), 4_000);
            body["sourceBatchId"] = source.ToString();
            using var answer = await catalog.As(Roles.Supplier, distributor)
                .PostOnceAsync($"/catalog/products/{productId}/batches", body, ct: Ct);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.Equal((cooperative.ToString(), source.ToString()), await NamedAsync(answer));

            var order = Samples.Order((productId, 5));
            await catalog.Service.DeliverAsync(order, ct: Ct);
            var share = (await catalog.ReservedAsync(order.OrderId)).Lines[0].Batches[0];
            Assert.Equal((cooperative, 4_000m), (share.SupplierId!.Value, share.Declared!.Value.Units));

            body["batchId"] = Guid.CreateVersion7().ToString();
            body["sourceBatchId"] = share.BatchId.ToString();
            await catalog.As(Roles.Supplier, distributor).RefusesAsync(
                c => c.PostOnceAsync($"/catalog/products/{productId}/batches", body, ct: Ct), 400, "unknown_source_batch", "sourceBatchId");
            source = share.BatchId;
        }

        static async Task<(string?, string?)> NamedAsync(HttpResponseMessage answer)
        {
            var made = (await answer.NodeAsync())!;
            return ((string?)made["supplierId"], (string?)made["sourceBatchId"]);
        }
    }
}
