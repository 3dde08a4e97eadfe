using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Logistics.Freight;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Freight;

/// <summary>
/// A county in the west and one in the east, each in a province that is nobody else's in the tests; nobody knows where they are.
/// </summary>
sealed class FreightScenario
{
    static int _number;

    readonly int _own = Interlocked.Increment(ref _number);

    FreightScenario(ServiceUnderTest<LogisticsDb> logistics) => Logistics = logistics;

    public ServiceUnderTest<LogisticsDb> Logistics { get; }

    public static DateOnly Today => BusinessDay.Of(LogisticsScenario.Now);

    public string WestProvince => $"FW{_own}";

    public string West => $"FW{_own}C";

    public string EastProvince => $"FE{_own}";

    public string East => $"FE{_own}C";

    public HttpClient Purchaser => Logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7());

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<FreightScenario> OfAsync(ServiceUnderTest<LogisticsDb> logistics)
    {
        var freight = new FreightScenario(logistics);
        await logistics.DeliverAsync(
            new RegionsPublished
            {
                Regions =
                [
                    Region(freight.WestProvince, $"/{freight.WestProvince}/", RegionLevel.Province),
                    Region(freight.West, $"/{freight.WestProvince}/{freight.West}/", RegionLevel.County),
                    Region(freight.EastProvince, $"/{freight.EastProvince}/", RegionLevel.Province),
                    Region(freight.East, $"/{freight.EastProvince}/{freight.East}/", RegionLevel.County),
                ],
            },
            ct: Ct);
        return freight;
    }

    public HttpClient CarrierOf(Guid carrierId) => Logistics.Client(Roles.Carrier, org: carrierId);

    /// <summary>A carrier that is registered.</summary>
    public async Task<Guid> CarrierAsync()
    {
        var carrierId = Guid.CreateVersion7();
        await Logistics.CarrierAsync(carrierId);
        return carrierId;
    }

    public static string TariffsOf(Guid carrierId) => $"/logistics/carriers/{carrierId}/tariffs";

    /// <summary>From county to county, ambient, 500 yuan a tonne, from today on; with members replaced.</summary>
    public JsonObject Tariff(object? changed = null) => Changed(
        new
        {
            tariffId = Guid.CreateVersion7(),
            fromRegionId = West,
            toRegionId = East,
            @class = "Ambient",
            fenPerTonne = 50_000,
            validFrom = Today,
        },
        JsonSerializer.Serialize(changed ?? new { }, MessageTypes.Json));

    /// <summary>A request with members replaced.</summary>
    public static JsonObject Changed(object good, string changed)
    {
        var body = JsonSerializer.SerializeToNode(good, MessageTypes.Json)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(changed)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    public async Task<SetTariff.Answer> SetAsync(Guid carrierId, object? changed = null) =>
        await LogisticsScenario.ReadAsync<SetTariff.Answer>(
            HttpStatusCode.Created, await CarrierOf(carrierId).PostOnceAsync(TariffsOf(carrierId), Tariff(changed), ct: Ct));

    public async Task<TariffView> EndAsync(Guid carrierId, Guid tariffId) => await LogisticsScenario.ReadAsync<TariffView>(
        HttpStatusCode.OK, await CarrierOf(carrierId).PostOnceAsync($"{TariffsOf(carrierId)}/{tariffId}/ending", new { }, ct: Ct));

    /// <summary>From county to county, tomorrow.</summary>
    public object Consignment(int number, params object[] items) => new
    {
        number,
        from = new { regionId = West },
        to = new { regionId = East },
        deliverOn = Today.AddDays(1),
        items,
    };

    public static object Goods(string weightKg, string @class = "Ambient") => new { @class, weightKg };

    /// <summary>Of one consignment, which nothing may be wrong with.</summary>
    public async Task<FreightQuoteView> QuoteAsync(object consignment)
    {
        var outcome = (await AskAsync(consignment)).Consignments.Single();
        Assert.Null(outcome.Problem);
        return outcome.Quote!;
    }

    public async Task<QuoteFreight.Answer> AskAsync(params object[] consignments) => await LogisticsScenario.ReadAsync<QuoteFreight.Answer>(
        HttpStatusCode.OK, await Purchaser.PostAsJsonAsync("/logistics/freight-quotes", new { consignments }, Ct));

    static RegionsPublished.Region Region(string id, string path, RegionLevel level) => new()
    {
        RegionId = id,
        Version = 1,
        Code = null,
        Name = level == RegionLevel.Province ? "某省" : "某县",
        Level = level,
        Path = new RegionPath(path),
    };
}
