using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics.ColdChain;
using Marketplace.Logistics.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.ColdChain;

/// <summary>A shipment of meat, which left twelve hours ago, and of pepper, which needs no temperature.</summary>
sealed class ColdChainScenario
{
    ColdChainScenario(LogisticsScenario road) => Road = road;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public LogisticsScenario Road { get; }

    public string Path => Road.Path;

    /// <summary>An official of where the goods go.</summary>
    public HttpClient Office => Road.Logistics.Client(Roles.Official, region: "310107");

    /// <summary>Meat and pepper, as one part.</summary>
    public static OrderConfirmed MeatAndPepper(DateTimeOffset? confirmedAt = null)
    {
        var order = Examples.Confirmed(("100", "38.60"), ("10", "1.00"));
        var part = order.Parts[0];
        return order with
        {
            ConfirmedAt = confirmedAt ?? order.ConfirmedAt,
            Parts = [part with { Lines = [Of(part.Lines[0], ProductCategory.Meat), part.Lines[1]] }],
        };
    }

    public static OrderConfirmed.Line Of(OrderConfirmed.Line line, ProductCategory category) =>
        line with { Goods = line.Goods with { Category = category } };

    /// <summary>As the catalogue tells of the product of a line.</summary>
    public static ListingPublished Listing(OrderConfirmed.Line line, Guid supplierId) => new()
    {
        ProductId = line.Goods.ProductId,
        Version = 1,
        SupplierId = supplierId,
        Name = line.Goods.ProductName,
        Category = line.Goods.Category,
        ProcessingLevel = line.Goods.ProcessingLevel,
        OriginPath = line.Goods.OriginPath,
        OriginName = line.Goods.OriginName,
        Unit = line.Goods.Unit,
        PriceTiers = [new PriceTier { FromQuantity = Quantity.Of(1), UnitPrice = line.Goods.UnitPrice }],
        IsOnOffer = true,
    };

    public static async Task<ColdChainScenario> DispatchedAsync(ServiceUnderTest<LogisticsDb> logistics, DateTimeOffset? now = null)
    {
        var at = now ?? LogisticsScenario.Now;
        var road = await LogisticsScenario.PlannedAsync(logistics, MeatAndPepper(at.AddHours(-20)));
        var body = road.Changed(road.Dispatch(), $$"""{"statedDispatchedAt":"{{at.AddHours(-12):O}}"}""");
        await LogisticsScenario.ReadAsync<object>(HttpStatusCode.OK, await road.PostDispatchAsync(body));
        return new ColdChainScenario(road);
    }

    /// <summary>A logger that measured every ten minutes.</summary>
    /// <param name="hoursAgo">When it began, from the clock of the shared services.</param>
    /// <param name="celsius">One by one.</param>
    public static IEnumerable<object> Logged(double hoursAgo, params decimal[] celsius) => Logged(LogisticsScenario.Now, hoursAgo, celsius);

    public static IEnumerable<object> Logged(DateTimeOffset now, double hoursAgo, params decimal[] celsius) =>
        celsius.Select((degrees, i) => (object)new
        {
            deviceId = "TL-01",
            statedAt = now.AddHours(-hoursAgo).AddMinutes(10 * i),
            celsius = degrees,
        });

    /// <summary>Eighty minutes at 11 °C.</summary>
    public static decimal[] Warm { get; } = [4, 11, 11, 11, 11, 11, 11, 11, 11, 11, 4];

    public Task<HttpResponseMessage> PostAsync(IEnumerable<object> readings, HttpClient? by = null) =>
        (by ?? Road.Carrier).PostOnceAsync($"{Path}/readings", new { readings = readings.ToList() }, ct: Ct);

    public async Task<ReadingsTaken> SendAsync(IEnumerable<object> readings, HttpClient? by = null) =>
        await LogisticsScenario.ReadAsync<ReadingsTaken>(HttpStatusCode.OK, await PostAsync(readings, by));

    public Task<HttpResponseMessage> PostDecisionAsync(string verdict, HttpClient by, string? document = "沪检〔2026〕88号") =>
        by.PostOnceAsync($"{Path}/cold-chain/decision", new { verdict, note = "抽检两箱", document }, ct: Ct);

    public async Task<ColdChainView> DecideAsync(string verdict, HttpClient? by = null) =>
        await LogisticsScenario.ReadAsync<ColdChainView>(HttpStatusCode.OK, await PostDecisionAsync(verdict, by ?? Office));

    public async Task<ColdChainView> ViewAsync() => (await Road.ViewAsync()).ColdChain!;
}
