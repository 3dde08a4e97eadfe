using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

[assembly: AssemblyFixture(typeof(Marketplace.Catalog.Tests.Catalogs))]

namespace Marketplace.Catalog.Tests;

/// <summary>One running catalogue per engine, shared by all tests: each works with suppliers and products of its own.</summary>
public sealed class Catalogs : IAsyncDisposable
{
    readonly ConcurrentDictionary<Engine, Lazy<Task<CatalogUnderTest>>> _started = new();

    public Task<CatalogUnderTest> OnAsync(Engine engine) =>
        _started.GetOrAdd(engine, chosen => new Lazy<Task<CatalogUnderTest>>(() => CatalogUnderTest.StartAsync(chosen))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _started.Values)
        {
            await using var catalog = await started.Value;
        }
    }
}

/// <summary>The catalogue with some regions, and what tests often do with it.</summary>
public sealed class CatalogUnderTest : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    CatalogUnderTest(ServiceUnderTest<CatalogDb> service, FixedClock clock) => (Service, Clock) = (service, clock);

    public ServiceUnderTest<CatalogDb> Service { get; }

    public FixedClock Clock { get; }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<CatalogUnderTest> StartAsync(Engine engine)
    {
        var clock = new FixedClock(Now);
        var service = await ServiceUnderTest<CatalogDb>.StartAsync(
            engine, "Catalog", CatalogService.Name, host => host.AddCatalog(), app => app.MapCatalog(), clock);
        await service.DeliverAsync(Places.All);
        return new CatalogUnderTest(service, clock);
    }

    /// <summary>A further process on the same database.</summary>
    public Task<ServiceUnderTest<CatalogDb>> StartAnotherAsync() => ServiceUnderTest<CatalogDb>.StartOnAsync(
        Service.ConnectionString, "Catalog", CatalogService.Name, host => host.AddCatalog(), app => app.MapCatalog(), Clock, Ct);

    public HttpClient As(string role, Guid? org = null) => Service.Client(role, org);

    /// <summary>An official of the county in which suppliers are registered.</summary>
    public HttpClient County(string region = Places.Jinyang) => Service.Client(Roles.Official, region: region, tier: "County");

    public async Task<Guid> SupplierAsync(string operating = Places.Jinyang)
    {
        var supplierId = Guid.CreateVersion7();
        using var registered = await County().PostOnceAsync(
            "/catalog/suppliers", Samples.Supplier(supplierId, operating: operating), ct: Ct);
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        return supplierId;
    }

    public async Task<Guid> ProductAsync(
        Guid supplierId, string name = "金阳青花椒", string origin = Places.Jinyang, ProductCategory category = ProductCategory.Spice)
    {
        var productId = Guid.CreateVersion7();
        using var listed = await As(Roles.Supplier, supplierId).PostOnceAsync(
            "/catalog/products", Samples.Product(productId, supplierId, name, origin, category), ct: Ct);
        Assert.Equal(HttpStatusCode.Created, listed.StatusCode);
        return productId;
    }

    public async Task<Guid> BatchAsync(Guid supplierId, Guid productId, decimal quantity, string harvestUntil = "2026-09-30")
    {
        var batchId = Guid.CreateVersion7();
        using var offered = await As(Roles.Supplier, supplierId).PostOnceAsync(
            $"/catalog/products/{productId}/batches", Samples.Batch(batchId, quantity, harvestUntil: harvestUntil), ct: Ct);
        Assert.Equal(HttpStatusCode.Created, offered.StatusCode);
        return batchId;
    }

    /// <summary>A product of a new supplier with one batch of that quantity.</summary>
    public async Task<(Guid ProductId, Guid BatchId)> StockedProductAsync(decimal quantity)
    {
        var supplierId = await SupplierAsync();
        var productId = await ProductAsync(supplierId);
        return (productId, await BatchAsync(supplierId, productId, quantity));
    }

    /// <summary>What of a batch is held and what has left.</summary>
    public async Task<(decimal Reserved, decimal Taken, decimal Available)> StockAsync(Guid batchId)
    {
        await using var scope = Service.OpenDb(out var db);
        var batch = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == batchId, Ct);
        return (batch.Reserved.Units, batch.Taken.Units, batch.Available.Units);
    }

    /// <summary>What became of an order; null when nothing was heard of it.</summary>
    public async Task<HoldState?> HoldAsync(Guid orderId)
    {
        await using var scope = Service.OpenDb(out var db);
        return (await db.StockHolds.AsNoTracking().SingleOrDefaultAsync(h => h.OrderId == orderId, Ct))?.State;
    }

    /// <summary>What the service has told of something: exactly so many times.</summary>
    public async Task<IReadOnlyList<T>> ToldAsync<T>(int times, Func<T, bool> of, Guid id)
    {
        // A row may leave the outbox a moment before its message is seen here, so neither alone says that all was told.
        var text = id.ToString();
        await Eventually.TrueAsync(
            async () =>
            {
                await using var scope = Service.OpenDb(out var db);
                return Service.Published<T>().Count(of) >= times && !await db.OutboxMessages.AnyAsync(row => row.Body.Contains(text), Ct);
            },
            $"{typeof(T).Name} to be told {times} time(s)",
            ct: Ct);
        IReadOnlyList<T> told = [.. Service.Published<T>().Where(of)];
        Assert.Equal(times, told.Count);
        return told;
    }

    /// <summary>The one answer that an order was given: it is held.</summary>
    public async Task<StockReserved> ReservedAsync(Guid orderId)
    {
        await ToldAsync<StockRefused>(0, told => told.OrderId == orderId, orderId);
        return (await ToldAsync<StockReserved>(1, told => told.OrderId == orderId, orderId))[0];
    }

    /// <summary>The one answer that an order was given: it is refused.</summary>
    public async Task<StockRefused> RefusedAsync(Guid orderId)
    {
        await ToldAsync<StockReserved>(0, told => told.OrderId == orderId, orderId);
        return (await ToldAsync<StockRefused>(1, told => told.OrderId == orderId, orderId))[0];
    }

    /// <summary>The order was given no answer.</summary>
    public async Task NotAnsweredAsync(Guid orderId)
    {
        await ToldAsync<StockReserved>(0, told => told.OrderId == orderId, orderId);
        await ToldAsync<StockRefused>(0, told => told.OrderId == orderId, orderId);
    }

    /// <summary>The messages that a queue could not handle, those that wait included.</summary>
    public async Task<int> ParkedAsync(Guid orderId)
    {
        var text = orderId.ToString();
        await using var scope = Service.OpenDb(out var db);
        return await db.ParkedMessages.CountAsync(row => row.Body.Contains(text), Ct);
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}

/// <summary>Answers and refusals as tests read them.</summary>
static class Answers
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    extension(HttpClient client)
    {
        /// <summary>A body that must be there.</summary>
        public async Task<JsonNode> GetNodeAsync(string path)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return (await answer.NodeAsync())!;
        }

        /// <summary>The items of all pages, a few a page.</summary>
        public async Task<IReadOnlyList<JsonNode>> GetAllAsync(string path, int size = 2)
        {
            List<JsonNode> items = [];
            var next = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}size={size}";
            for (var (after, isLast) = ("", false); !isLast;)
            {
                var page = await client.GetNodeAsync(next + after);
                items.AddRange(page["items"]!.AsArray().Select(item => item!.DeepClone()));
                isLast = page["next"] is null;
                after = $"&after={page["next"]}";
            }

            return items;
        }

        /// <summary>Sends in both languages and checks that each is told what is wrong.</summary>
        public async Task RefusesAsync(Func<HttpClient, Task<HttpResponseMessage>> send, int status, string code, string? field = null)
        {
            HashSet<string> details = [];
            foreach (var language in (string[])["zh", "en"])
            {
                client.DefaultRequestHeaders.AcceptLanguage.Clear();
                client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
                using var answer = await send(client);
                var problem = await answer.NodeAsync();
                var expected = $"{status} {code} {field}";
                Assert.Equal(expected, $"{(int)answer.StatusCode} {problem?["code"]} {(field is null ? null : problem?["field"])}");
                Assert.True(details.Add((string)problem!["detail"]!), $"{expected} says the same in both languages.");
            }
        }
    }

    public static async Task<JsonNode?> NodeAsync(this HttpResponseMessage answer) =>
        await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync(Ct), cancellationToken: Ct);
}
