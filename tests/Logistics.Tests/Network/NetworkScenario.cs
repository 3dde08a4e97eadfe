using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Network;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Tests.ColdChain;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>
/// A county with a hub and a city with a depot that are nobody else's in the tests, with vehicles of a carrier, and shipments of the county
/// for the city that are due in three days. Each is so far from all others, on a larger globe than China, that no van comes over.
/// </summary>
sealed class NetworkScenario
{
    static int _number;

    readonly int _own = Interlocked.Increment(ref _number);
    readonly int _cell;

    NetworkScenario(ServiceUnderTest<LogisticsDb> logistics, NetworkScenario? beside)
    {
        Logistics = logistics;
        _cell = beside?._cell ?? _own;
    }

    public static DateOnly Due { get; } = BusinessDay.Of(LogisticsScenario.Now).AddDays(3);

    public ServiceUnderTest<LogisticsDb> Logistics { get; }

    public string County => $"W{_own}";

    public string City => $"E{_own}";

    /// <summary>Of the county, in degrees; the city is 18 degrees east and 2 degrees north of it.</summary>
    public decimal Longitude => -171 + _cell / 12 % 40 * 8;

    /// <summary>Of the county, in degrees.</summary>
    public decimal Latitude => _cell % 12 < 6 ? 20 + _cell % 6 * 4 : -42 + _cell % 6 * 4;

    public Guid HubId { get; } = Guid.CreateVersion7();

    public Guid DepotId { get; } = Guid.CreateVersion7();

    public Guid CarrierId { get; } = Guid.CreateVersion7();

    public Guid UnitId { get; } = Guid.CreateVersion7();

    public Guid SupplierId { get; } = Guid.CreateVersion7();

    public List<Guid> ShipmentIds { get; } = [];

    public HttpClient Office => Logistics.Client(Roles.Official, region: County, tier: "County", subject: $"office-{County}");

    public HttpClient CityOffice => Logistics.Client(Roles.Official, region: City, tier: "County", subject: $"office-{City}");

    public HttpClient Supplier => Logistics.Client(Roles.Supplier, org: SupplierId);

    public HttpClient Carrier => CarrierOf(CarrierId);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Its nodes, and the carrier without vehicles.</summary>
    /// <param name="beside">Another at whose place it is; null when it is far from all.</param>
    public static async Task<NetworkScenario> NodesAsync(ServiceUnderTest<LogisticsDb> logistics, NetworkScenario? beside = null)
    {
        var scenario = new NetworkScenario(logistics, beside);
        await logistics.DeliverAsync(
            new RegionsPublished
            {
                Regions =
                [
                    RegisteredCarriers.County(scenario.County, "某县", "/510000/") with
                    {
                        Longitude = scenario.Longitude, Latitude = scenario.Latitude,
                    },
                    RegisteredCarriers.County(scenario.City, "某市", "/330000/") with
                    {
                        Longitude = scenario.Longitude + 18, Latitude = scenario.Latitude + 2,
                    },
                ],
            },
            ct: Ct);
        await NodeAsync(scenario.HubId, NodeKind.Hub, scenario.County, scenario.Office);
        await NodeAsync(scenario.DepotId, NodeKind.Depot, scenario.City, scenario.CityOffice);
        await logistics.CarrierAsync(scenario.CarrierId);
        return scenario;
    }

    /// <summary>With vehicles, and so many shipments of 100 kg.</summary>
    public static async Task<NetworkScenario> WithShipmentsAsync(
        ServiceUnderTest<LogisticsDb> logistics, int count = 3, int vehicles = 2)
    {
        var scenario = await NodesAsync(logistics);
        await scenario.VehiclesAsync(scenario.CarrierId, fixedFen: 10_000, vehicles);
        for (var number = 0; number < count; number++)
        {
            await scenario.ShipmentAsync();
        }

        return scenario;
    }

    public HttpClient CarrierOf(Guid carrierId) => Logistics.Client(Roles.Carrier, org: carrierId);

    public static object Node(Guid nodeId, NodeKind kind, string region) => new
    {
        nodeId,
        kind = $"{kind}",
        name = "物流中心",
        regionId = region,
        township = kind == NodeKind.Station ? "丝窝乡" : null,
        village = kind == NodeKind.Station ? "大坪村" : null,
        terrain = kind == NodeKind.Depot ? "Plain" : "Mountains",
        openFrom = kind == NodeKind.Depot ? "03:00" : "06:00",
        openUntil = kind == NodeKind.Depot ? "20:00" : "18:00",
        hasColdStore = true,
        hasFreezer = true,
        validFrom = "2026-01-01",
    };

    public static async Task<NodeView> NodeAsync(Guid nodeId, NodeKind kind, string region, HttpClient by) =>
        await LogisticsScenario.ReadAsync<NodeView>(
            HttpStatusCode.Created, await by.PostOnceAsync("/logistics/nodes", Node(nodeId, kind, region), ct: Ct));

    public object Vehicle(VehicleUse use, long fixedFen = 10_000, int count = 2, bool isFreezer = false) => new
    {
        vehicleId = Guid.CreateVersion7(),
        name = "9.6 米冷藏车",
        use = $"{use}",
        nodeId = use == VehicleUse.Trunk ? (Guid?)null : use == VehicleUse.Collection ? HubId : DepotId,
        regionId = use == VehicleUse.Trunk ? County : null,
        count,
        payloadKg = 16_000,
        volumeLitres = 58_000,
        isRefrigerated = true,
        isFreezer,
        hoursMax = use == VehicleUse.Trunk ? 72 : 8,
        fixedFen,
        fenPerKm = 580,
        validFrom = "2026-01-01",
    };

    public async Task<VehicleView> VehicleAsync(
        Guid carrierId, VehicleUse use, long fixedFen = 10_000, int count = 2, bool isFreezer = false) =>
        await LogisticsScenario.ReadAsync<VehicleView>(
            HttpStatusCode.Created,
            await CarrierOf(carrierId).PostOnceAsync(
                $"/logistics/carriers/{carrierId}/vehicles", Vehicle(use, fixedFen, count, isFreezer), ct: Ct));

    public async Task VehiclesAsync(Guid carrierId, long fixedFen, int count = 2, bool isFreezer = false)
    {
        foreach (var use in Enum.GetValues<VehicleUse>())
        {
            await VehicleAsync(carrierId, use, fixedFen, count, isFreezer);
        }
    }

    /// <param name="city">Where it goes; by default to its own city.</param>
    public async Task ShipmentAsync(string quantity = "100", Guid? dockId = null, Guid? supplierId = null, string? city = null)
    {
        var part = Examples.Part(supplierId ?? SupplierId, 1, (quantity, "38.60"));
        var origin = new RegionPath($"/510000/{County}/");
        part = part with
        {
            DeliveryPath = new RegionPath($"/330000/{city ?? City}/"),
            DeliverOn = Due,
            DockId = dockId,
            DockName = dockId is null ? null : "东校区食堂",
            Lines = [.. part.Lines.Select(line => line with { Goods = line.Goods with { OriginPath = origin } })],
        };
        await Logistics.DeliverAsync(Examples.Of(UnitId, part), ct: Ct);
        ShipmentIds.Add(part.PartId);
    }

    /// <summary>A shipment with the goods of these categories, of so much each.</summary>
    /// <param name="quantity">In 斤.</param>
    /// <param name="goods">Of each its category, and whether its supplier has said that it travels frozen.</param>
    public async Task ShipmentAsync(string quantity, params (ProductCategory Category, bool IsFrozen)[] goods)
    {
        var part = Examples.Part(SupplierId, 1, [.. goods.Select(_ => (quantity, "38.60"))]);
        part = part with
        {
            DeliveryPath = new RegionPath($"/330000/{City}/"),
            DeliverOn = Due,
            Lines =
            [
                .. part.Lines.Zip(goods, (line, asked) => line with
                {
                    Goods = line.Goods with
                    {
                        ProductId = Guid.CreateVersion7(),
                        Category = asked.Category,
                        OriginPath = new RegionPath($"/510000/{County}/"),
                    },
                }),
            ],
        };
        foreach (var (line, _) in part.Lines.Zip(goods).Where(pair => pair.Second.IsFrozen))
        {
            await Logistics.DeliverAsync(ColdChainScenario.Listing(line, SupplierId), ct: Ct);
            using var answer = await Supplier.PutAsJsonAsync(
                $"/logistics/products/{line.Goods.ProductId}/temperature-limits",
                new { @class = "Frozen", minCelsius = -25, maxCelsius = -18 }, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await Logistics.DeliverAsync(Examples.Of(UnitId, part), ct: Ct);
        ShipmentIds.Add(part.PartId);
    }

    public async Task CancelAsync(Guid shipmentId)
    {
        using var answer = await Logistics.Client(Roles.Purchaser, org: UnitId).PostOnceAsync(
            $"/logistics/shipments/{shipmentId}/cancellation", new { reason = "NotNeeded" }, ct: Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public object Plan(Guid? planId = null) => new
    {
        planId = planId ?? Guid.CreateVersion7(),
        regionId = County,
        deliverFrom = Due,
        deliverUntil = Due,
    };

    public async Task<PlanView> PlanAsync() => await LogisticsScenario.ReadAsync<PlanView>(
        HttpStatusCode.Created, await Office.PostOnceAsync("/logistics/plans", Plan(), ct: Ct));

    public static async Task<PlanView> PlanAsync(Guid planId, HttpClient by) => await LogisticsScenario.ReadAsync<PlanView>(
        HttpStatusCode.OK, await by.GetAsync($"/logistics/plans/{planId}", Ct));
}
