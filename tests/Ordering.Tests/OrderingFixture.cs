using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Ordering.Tests;

/// <summary>
/// Ordering with what the other services would have told it: regions, and units, suppliers and products as tests ask for them.
/// </summary>
public sealed partial class OrderingFixture : IAsyncDisposable
{
    public static readonly RegionPath Zhenhai = new("/330000/330200/330211/");
    public static readonly RegionPath Ningbo = new("/330000/330200/");
    public static readonly RegionPath Zhaojue = new("/510000/513400/513431/");
    public static readonly RegionPath Congjiang = new("/520000/522600/522633/");

    readonly ServiceUnderTest<OrderingDb> _service;

    OrderingFixture(ServiceUnderTest<OrderingDb> service, FixedClock clock)
    {
        _service = service;
        Clock = clock;
    }

    /// <summary>Noon in Shanghai, 20 November 2026.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    public static DateOnly Today { get; } = new(2026, 11, 20);

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public FixedClock Clock { get; }

    public ServiceUnderTest<OrderingDb> Service => _service;

    public static Task<OrderingFixture> OpenAsync(Engine engine) => OpenAsync(engine, new Dictionary<string, string?>());

    public static async Task<OrderingFixture> OpenAsync(Engine engine, Dictionary<string, string?> settings)
    {
        var clock = new FixedClock(Noon);
        var service = await ServiceUnderTest<OrderingDb>.StartAsync(
            engine,
            "Ordering",
            OrderingService.Name,
            host =>
            {
                Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(
                    host.Builder.Configuration, settings);
                host.AddOrdering();
            },
            app => app.MapOrdering(),
            clock,
            Ct);
        var fixture = new OrderingFixture(service, clock);
        await fixture.HearAsync(new RegionsPublished
        {
            Regions =
            [
                Region("330000", RegionLevel.Province, "/330000/"),
                Region("330200", RegionLevel.Prefecture, Ningbo.Value),
                Region("330211", RegionLevel.County, Zhenhai.Value),
                Region("330104", RegionLevel.County, "/330000/330100/330104/") with { EndedOn = new DateOnly(2021, 1, 1) },
                Region("441900", RegionLevel.Prefecture, "/440000/441900/"),
                Region("419000", RegionLevel.Prefecture, "/410000/419000/"),
                Region("419001", RegionLevel.County, "/410000/419000/419001/"),
            ],
        });
        return fixture;
    }

    public static RegionsPublished.Region Region(string id, RegionLevel level, string path, long version = 1) => new()
    {
        RegionId = id,
        Version = version,
        Code = id,
        Name = $"区划{id}",
        Level = level,
        Path = new RegionPath(path),
    };

    /// <summary>Lets the service hear a message and waits until it has had its effect.</summary>
    public Task HearAsync(object message, Guid? messageId = null) => _service.DeliverAsync(message, messageId, Ct);

    public async Task<Guid> NewUnitAsync(RegionPath? path = null, string name = "镇海中学食堂")
    {
        var unitId = Guid.CreateVersion7();
        await HearAsync(Unit(unitId, path ?? Zhenhai, name));
        return unitId;
    }

    public static UnitPublished Unit(Guid unitId, RegionPath path, string name = "镇海中学食堂", long version = 1, DateOnly? from = null) => new()
    {
        UnitId = unitId,
        Version = version,
        Name = name,
        Kind = UnitKind.School,
        IsCentral = false,
        IsPairingDesignated = false,
        Affiliations = [new Affiliation(path, from ?? new DateOnly(2020, 1, 1))],
    };

    public async Task<Guid> NewFacilitatorAsync(DateOnly? until = null)
    {
        var facilitatorId = Guid.CreateVersion7();
        await HearAsync(Facilitator(facilitatorId, until: until));
        return facilitatorId;
    }

    public static FacilitatorPublished Facilitator(
        Guid facilitatorId, string name = "余杭消费帮扶馆", long version = 1, DateOnly? until = null) => new()
        {
            FacilitatorId = facilitatorId,
            Version = version,
            Name = name,
            Kind = FacilitatorKind.Hall,
            Registrations = [new Affiliation(Zhenhai, new DateOnly(2020, 1, 1), until)],
        };

    public async Task<Guid> NewSupplierAsync(string name = "昭觉洋芋合作社")
    {
        var supplierId = Guid.CreateVersion7();
        await HearAsync(Supplier(supplierId, name));
        return supplierId;
    }

    public static SupplierPublished Supplier(Guid supplierId, string name = "昭觉洋芋合作社", long version = 1, bool isActive = true) => new()
    {
        SupplierId = supplierId,
        Version = version,
        Name = name,
        Type = SupplierType.Cooperative,
        RegistrationPath = Zhaojue,
        OperatingPath = Zhaojue,
        Suspensions = isActive ? null : [new SupplierPublished.Suspension(new DateOnly(2020, 1, 1), null)],
    };

    /// <summary>An entry of the negative list.</summary>
    public static NegativeListingPublished Listed(
        NegativeListSubject subject, Guid subjectId, DateOnly from, DateOnly until, DateOnly? liftedFrom = null, long version = 1,
        Guid? listingId = null) => new()
        {
            ListingId = listingId ?? Guid.CreateVersion7(),
            Version = version,
            Subject = subject,
            SubjectId = subjectId,
            SubjectName = "昭觉某对象",
            ValidFrom = from,
            ValidUntil = until,
            LiftedFrom = liftedFrom,
            Reason = "农残超标",
            Document = "昭市监〔2026〕8号",
        };

    /// <summary>A product at 3.50 yuan a jin from 10 jin on, and at 3.3333 from 100 jin on.</summary>
    public async Task<Guid> NewProductAsync(Guid supplierId, RegionPath? origin = null)
    {
        var productId = Guid.CreateVersion7();
        await HearAsync(Listing(productId, supplierId, origin));
        return productId;
    }

    public static ListingPublished Listing(
        Guid productId, Guid supplierId, RegionPath? origin = null, long version = 1, bool isOnOffer = true) => new()
        {
            ProductId = productId,
            Version = version,
            SupplierId = supplierId,
            Name = "高山洋芋",
            Category = ProductCategory.Vegetable,
            ProcessingLevel = ProcessingLevel.Raw,
            OriginPath = origin ?? Zhaojue,
            OriginName = "昭觉县",
            Recognition = new Recognition
            {
                Number = "RD-51-0001",
                ValidFrom = new DateOnly(2026, 1, 1),
                ValidUntil = new DateOnly(2027, 12, 31),
            },
            Unit = new TradeUnit { Name = "斤", Grams = 500 },
            PriceTiers =
            [
                new PriceTier { FromQuantity = Quantity.Of(10), UnitPrice = UnitPrice.FromYuan(3.5m) },
                new PriceTier { FromQuantity = Quantity.Of(100), UnitPrice = UnitPrice.FromYuan(3.3333m) },
            ],
            IsOnOffer = isOnOffer,
        };

    public HttpClient Purchaser(Guid unitId) => _service.Client(Roles.Purchaser, org: unitId);

    public HttpClient Seller(Guid supplierId) => _service.Client(Roles.Supplier, org: supplierId);

    /// <summary>An order at the prices of <see cref="Listing"/>; tests change what they want to be wrong.</summary>
    public static PlaceOrder.Request Order(Guid unitId, params (Guid ProductId, decimal Quantity)[] lines) => new()
    {
        OrderId = Guid.CreateVersion7(),
        UnitId = unitId,
        DeliveryRegionId = "330211",
        DeliveryAddress = "镇海区学校路1号",
        Lines = [.. lines.Select(line => new PlaceOrder.Line
        {
            LineId = Guid.CreateVersion7(),
            ProductId = line.ProductId,
            Quantity = Quantity.Of(line.Quantity),
            ExpectedUnitPrice = UnitPrice.FromYuan(line.Quantity < 100 ? 3.5m : 3.3333m),
        })],
    };

    /// <summary>The lines of an order to several docks or on several days, at the prices of <see cref="Listing"/>.</summary>
    public static IReadOnlyList<PlaceOrder.Line> Lines(params (Guid ProductId, decimal Quantity)[] lines) =>
        Order(Guid.CreateVersion7(), lines).Lines!;

    /// <summary>A dock of a unit, open from 05:00 to 08:00 from Monday to Friday unless other hours are given.</summary>
    public async Task<Guid> NewDockAsync(Guid unitId, string name = "东校区食堂", IReadOnlyList<ReceivingHours>? hours = null)
    {
        var dockId = Guid.CreateVersion7();
        await HearAsync(Dock(dockId, unitId, name, hours));
        return dockId;
    }

    public static DockPublished Dock(
        Guid dockId, Guid unitId, string name = "东校区食堂", IReadOnlyList<ReceivingHours>? hours = null, long version = 1) => new()
        {
            DockId = dockId,
            Version = version,
            UnitId = unitId,
            Name = name,
            RegionId = "330211",
            Address = $"{name}路1号",
            Hours = hours ?? [.. Enumerable.Range(1, 5).Select(day => new ReceivingHours((DayOfWeek)day, new(5, 0), new(8, 0)))],
            HasColdStore = true,
            ValidFrom = new DateOnly(2026, 1, 1),
        };

    /// <summary>The same order, expecting other prices line by line.</summary>
    public static PlaceOrder.Request Expecting(PlaceOrder.Request request, params decimal[] yuan) => request with
    {
        Lines = [.. request.Lines!.Zip(yuan, (line, price) => line with { ExpectedUnitPrice = UnitPrice.FromYuan(price) })],
    };

    /// <summary>Places an order as its unit and expects it to be taken.</summary>
    public async Task<OrderView> PlaceAsync(PlaceOrder.Request request)
    {
        using var answer = await Purchaser(request.UnitId).PostOnceAsync("/ordering/orders", request, ct: Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await ReadAsync<OrderView>(answer);
    }

    /// <summary>A unit, a supplier and a product of their own, and an order over so much of it.</summary>
    public async Task<OrderView> PlaceAsync(decimal quantity = 20)
    {
        var unitId = await NewUnitAsync();
        var supplierId = await NewSupplierAsync();
        return await PlaceAsync(Order(unitId, (await NewProductAsync(supplierId), quantity)));
    }

    /// <summary>An order over two suppliers' products: 20 jin of one at 70.00 yuan, 100 jin of the other at 333.33 yuan.</summary>
    public async Task<OrderView> PlaceOverTwoSuppliersAsync()
    {
        var unitId = await NewUnitAsync();
        var first = await NewProductAsync(await NewSupplierAsync());
        var second = await NewProductAsync(await NewSupplierAsync("从江香猪合作社"), Congjiang);
        return await PlaceAsync(Order(unitId, (first, 20), (second, 100)));
    }

    /// <summary>Lets stock and budget be held, so that the order is confirmed.</summary>
    public async Task<OrderView> ConfirmAsync(OrderView order)
    {
        await HearAsync(StockReserved(order));
        await HearAsync(BudgetReserved(order));
        return await SeeAsync(order);
    }

    public async Task<OrderView> PlaceAndConfirmAsync() => await ConfirmAsync(await PlaceAsync());

    /// <summary>The order as an auditor sees it.</summary>
    public Task<OrderView> SeeAsync(OrderView order) => SeeAsync(order.OrderId, _service.Client(Roles.Auditor));

    public static async Task<OrderView> SeeAsync(Guid orderId, HttpClient caller)
    {
        using var answer = await caller.GetAsync($"/ordering/orders/{orderId}", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<OrderView>(answer);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<T>(MessageTypes.Json, Ct))!;

    /// <summary>What the service has told about one order.</summary>
    public IReadOnlyList<TMessage> Told<TMessage>(Func<TMessage, bool> isAboutIt) => [.. _service.Published<TMessage>().Where(isAboutIt)];

    /// <summary>Waits until the service has told exactly that often.</summary>
    public async Task<TMessage> ToldOnceAsync<TMessage>(Func<TMessage, bool> isAboutIt)
    {
        await Eventually.EqualAsync(1, () => Task.FromResult(Told(isAboutIt).Count), $"one {typeof(TMessage).Name}", ct: Ct);
        return Told(isAboutIt).Single();
    }

    /// <summary>True when the message could not be handled: it will be tried again by itself, or needs an operator.</summary>
    public async Task<bool> IsParkedAsync(Guid messageId, bool isTriedAgain)
    {
        await using var scope = _service.OpenDb(out var db);
        return await db.ParkedMessages.AnyAsync(row => row.MessageId == messageId && (row.NextAttemptAt != null) == isTriedAgain, Ct);
    }

    /// <summary>
    /// Lets versions of one thing be heard twice, out of order and many at once, and expects the newest to be known each time.
    /// </summary>
    /// <param name="publish">The message of a version; the thing is called "第n版" in it.</param>
    /// <param name="readAsync">What is known.</param>
    public async Task KeepsTheNewestAsync(Func<long, object> publish, Func<OrderingDb, Task<(long Version, string Name)>> readAsync)
    {
        var id = Guid.CreateVersion7();
        await HearAsync(publish(2), id);
        await HearAsync(publish(2), id);
        await HearAsync(publish(2));
        await KnowsAsync(2);

        await HearAsync(publish(1));
        await KnowsAsync(2);

        await Task.WhenAll(new long[] { 5, 3, 7, 4, 6 }.Select(version => HearAsync(publish(version))));
        await KnowsAsync(7);

        async Task KnowsAsync(long version)
        {
            await using var scope = _service.OpenDb(out var db);
            Assert.Equal((version, $"第{version}版"), await readAsync(db));
        }
    }

    /// <summary>Expects a refusal with a code, at a field, with texts in both languages.</summary>
    public static async Task RefusedAsync(
        Func<HttpClient, Task<HttpResponseMessage>> ask, HttpClient caller, HttpStatusCode status, string code, string? field = null)
    {
        var texts = new List<string>();
        foreach (var language in new[] { "zh", "en" })
        {
            caller.DefaultRequestHeaders.AcceptLanguage.Clear();
            caller.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            using var answer = await ask(caller);
            var problem = await ReadAsync<JsonElement>(answer);
            Assert.Equal((status, code), (answer.StatusCode, problem.GetProperty("code").GetString()));
            Assert.Equal(field, problem.TryGetProperty("field", out var place) ? place.GetString() : null);
            texts.Add(problem.GetProperty("detail").GetString()!);
        }

        // Names of goods and organisations stay as they are in either language.
        Assert.Contains(texts[0], IsChinese);
        Assert.DoesNotContain(texts[1].Where(IsChinese), character => !texts[0].Contains(character, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    static bool IsChinese(char character) => character is >= '\u4E00' and <= '\u9FFF';
}
