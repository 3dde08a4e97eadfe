using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Recalls;

/// <summary>POST /catalog/batches/{batchId}/recalls.</summary>
public sealed class RecallBatchTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nothing_more_is_sold_of_it_and_it_is_told_once(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var (bad, good) = (
            await catalog.BatchAsync(supplierId, productId, 100, "2026-08-31"), await catalog.BatchAsync(supplierId, productId, 50));
        var held = Samples.Order((productId, 30));
        await catalog.Service.DeliverAsync(held, ct: Ct);
        await catalog.ReservedAsync(held.OrderId);
        var (recallId, key) = (Guid.CreateVersion7(), Guid.CreateVersion7().ToString());

        using var answer = await catalog.As(Roles.Supplier, supplierId).RecallAsync(bad, recallId, key: key);
        using var again = await catalog.As(Roles.Supplier, supplierId).RecallAsync(bad, recallId, key: key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (answer.StatusCode, again.StatusCode));
        var told = (await catalog.ToldAsync<RecallPublished>(1, news => news.RecallId == recallId, recallId))[0];
        Assert.Equal((1L, "抽检农残超标", CatalogUnderTest.Now, null), (told.Version, told.Reason, told.RecalledAt, told.LiftedAt));
        Assert.Equal([bad], told.BatchIds);
        // What is held for an order stays held until its shipment ends; nothing else is to be had.
        Assert.Equal((30m, 0m, 0m), await catalog.StockAsync(bad));
        var more = Samples.Order((productId, 51));
        await catalog.Service.DeliverAsync(more, ct: Ct);
        Assert.Equal(50m, (await catalog.RefusedAsync(more.OrderId)).ShortLines[0].Available.Units);
        var rest = Samples.Order((productId, 50));
        await catalog.Service.DeliverAsync(rest, ct: Ct);
        Assert.Equal([good], (await catalog.ReservedAsync(rest.OrderId)).Lines[0].Batches.Select(share => share.BatchId));
        var listed = await catalog.As(Roles.Purchaser, Guid.CreateVersion7()).GetAllAsync($"/catalog/products/{productId}/batches");
        Assert.Equal([(true, false), (false, false)], listed.Select(batch => ((bool)batch["isRecalled"]!, (bool)batch["isAvailable"]!)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_others_have_bought_of_it_is_called_back_too_and_is_not_sold_on(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (grower, dealer) = (await catalog.SupplierAsync(), await catalog.SupplierAsync());
        var source = await catalog.BatchAsync(grower, await catalog.ProductAsync(grower), 100);
        var resold = await catalog.ProductAsync(dealer);
        var first = await ResellAsync(catalog, dealer, resold, source);
        var second = await ResellAsync(catalog, dealer, await catalog.ProductAsync(dealer), first);
        var recallId = Guid.CreateVersion7();

        using var answer = await catalog.County().RecallAsync(source, recallId, document: "金市监〔2026〕8号");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var told = (await catalog.ToldAsync<RecallPublished>(1, news => news.RecallId == recallId, recallId))[0];
        Assert.Equal(new[] { source, first, second }.Order(), told.BatchIds);
        foreach (var batch in told.BatchIds)
        {
            Assert.Equal((0m, 0m, 0m), await catalog.StockAsync(batch));
        }

        await catalog.As(Roles.Supplier, dealer).RefusesAsync(
            client => OfferAsync(client, resold, source), 409, "source_recalled", "sourceBatchId");
    }

    [Fact]
    public async Task Who_recalls_and_what_is_asked_is_checked()
    {
        var catalog = await catalogs.OnAsync(Engine.Sqlite);
        var supplierId = await catalog.SupplierAsync();
        var batch = await catalog.BatchAsync(supplierId, await catalog.ProductAsync(supplierId), 100);
        await catalog.As(Roles.Supplier, Guid.CreateVersion7()).RefusesAsync(c => c.RecallAsync(batch), 403, "not_your_region");
        await catalog.County(Places.Yanyuan).RefusesAsync(c => c.RecallAsync(batch, document: "文"), 403, "not_your_region");
        await catalog.As(Roles.Purchaser, supplierId).RefusesAsync(c => c.RecallAsync(batch), 403, "role_not_allowed");
        await catalog.County().RefusesAsync(c => c.RecallAsync(batch), 400, "document_missing", "document");
        await catalog.County().RefusesAsync(c => c.RecallAsync(Guid.CreateVersion7(), document: "文"), 404, "batch_not_found");
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(c => c.RecallAsync(batch, reason: " "), 400, "text_blank", "reason");

        using var recalled = await catalog.As(Roles.Supplier, supplierId).RecallAsync(batch);

        Assert.Equal(HttpStatusCode.Created, recalled.StatusCode);
        await catalog.County().RefusesAsync(c => c.RecallAsync(batch, document: "文"), 409, "recalled_already");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_a_recall_and_an_order_at_once_either_comes_first(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        for (var round = 0; round < 5; round++)
        {
            var supplierId = await catalog.SupplierAsync();
            var productId = await catalog.ProductAsync(supplierId);
            var batch = await catalog.BatchAsync(supplierId, productId, 100);
            var order = Samples.Order((productId, 100));

            var recall = catalog.As(Roles.Supplier, supplierId).RecallAsync(batch);
            await Task.WhenAll(recall, catalog.Service.DeliverAsync(order, ct: Ct));

            using var answer = await recall;
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            var (reserved, _, available) = await catalog.StockAsync(batch);
            Assert.Equal((true, 0m), (reserved is 0 or 100, available));
        }
    }

    static async Task<Guid> ResellAsync(CatalogUnderTest catalog, Guid dealer, Guid productId, Guid source)
    {
        using var offered = await OfferAsync(catalog.As(Roles.Supplier, dealer), productId, source);
        Assert.Equal(HttpStatusCode.Created, offered.StatusCode);
        return (Guid)(await offered.NodeAsync())!["batchId"]!;
    }

    static Task<HttpResponseMessage> OfferAsync(HttpClient dealer, Guid productId, Guid source)
    {
        var batch = Samples.Batch(Guid.CreateVersion7());
        batch["sourceBatchId"] = source.ToString();
        return dealer.PostOnceAsync($"/catalog/products/{productId}/batches", batch, ct: Ct);
    }
}

/// <summary>How recalls are asked for.</summary>
static class Recalling
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> RecallAsync(
        this HttpClient client, Guid batchId, Guid? recallId = null, string reason = "抽检农残超标", string? document = null,
        string? key = null) => client.PostOnceAsync(
            $"/catalog/batches/{batchId}/recalls",
            new JsonObject { ["recallId"] = (recallId ?? Guid.CreateVersion7()).ToString(), ["reason"] = reason, ["document"] = document },
            key, Ct);

    public static Task<HttpResponseMessage> LiftRecallAsync(this HttpClient client, Guid recallId) => client.PostOnceAsync(
        $"/catalog/recalls/{recallId}/lifting", new { reason = "复检合格", document = "金市监〔2026〕9号" }, ct: Ct);
}
