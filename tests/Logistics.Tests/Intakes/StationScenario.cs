using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Intakes;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>A station with its keeper, a household, and a batch of a supplier of its county.</summary>
sealed class StationScenario
{
    StationScenario(NetworkScenario network) => Network = network;

    public NetworkScenario Network { get; }

    public Guid StationId { get; } = Guid.CreateVersion7();

    public Guid HouseholdId { get; } = Guid.CreateVersion7();

    public Guid BatchId { get; } = Guid.CreateVersion7();

    public Guid ProductId { get; } = Guid.CreateVersion7();

    public HttpClient Keeper => KeeperOf(StationId);

    public string Path => $"/logistics/nodes/{StationId}";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<StationScenario> StartAsync(ServiceUnderTest<LogisticsDb> logistics)
    {
        var station = new StationScenario(await NetworkScenario.NodesAsync(logistics));
        await NetworkScenario.NodeAsync(station.StationId, NodeKind.Station, station.Network.County, station.Network.Office);
        await logistics.DeliverAsync(station.Batch(), ct: Ct);
        await logistics.DeliverAsync(station.Product(), ct: Ct);
        await station.HouseholdAsync(station.HouseholdId, "王大力", "6222020000000001234");
        return station;
    }

    public HttpClient KeeperOf(Guid stationId) => Network.Logistics.Client(Roles.Keeper, org: stationId);

    public BatchOffered Batch() => new()
    {
        BatchId = BatchId,
        ProductId = ProductId,
        SupplierId = Network.SupplierId,
        OriginPath = new RegionPath($"/510000/{Network.County}/"),
        Quantity = Quantity.Of(40),
        HarvestFrom = new(2026, 11, 1),
        HarvestUntil = new(2026, 11, 30),
    };

    /// <summary>In boxes of 5 kg.</summary>
    public ListingPublished Product(long version = 1, string name = "苍溪雪梨") => new()
    {
        ProductId = ProductId,
        Version = version,
        SupplierId = Network.SupplierId,
        Name = name,
        Category = ProductCategory.Fruit,
        ProcessingLevel = ProcessingLevel.Raw,
        OriginPath = new RegionPath($"/510000/{Network.County}/"),
        OriginName = "某县",
        Unit = new TradeUnit { Name = "箱", Grams = 5_000 },
        PriceTiers = [],
        IsOnOffer = true,
    };

    public async Task<HouseholdView> HouseholdAsync(Guid householdId, string name, string? account = null) =>
        await LogisticsScenario.ReadAsync<HouseholdView>(
            HttpStatusCode.OK, await Keeper.PutAsJsonAsync($"{Path}/households/{householdId}", new { name, account }, Ct));

    public object Item(
        Guid? intakeId = null, string weightKg = "50.5", string price = "3.2", Guid? householdId = null, Guid? batchId = null,
        DateTimeOffset? takenInAt = null) => new
        {
            intakeId = intakeId ?? Guid.CreateVersion7(),
            batchId = batchId ?? BatchId,
            householdId = householdId ?? HouseholdId,
            weightKg,
            grade = "一级",
            price,
            takenInAt = takenInAt ?? LogisticsScenario.Now.AddHours(-1),
        };

    public async Task<RecordIntakes.Outcomes> RecordAsync(params object[] items) =>
        await LogisticsScenario.ReadAsync<RecordIntakes.Outcomes>(
            HttpStatusCode.OK, await Keeper.PostOnceAsync($"{Path}/intakes", new { items }, ct: Ct));

    public async Task<IntakeView> ReverseAsync(Guid intakeId) => await LogisticsScenario.ReadAsync<IntakeView>(
        HttpStatusCode.OK,
        await Keeper.PostOnceAsync(
            $"/logistics/intakes/{intakeId}/reversal", new { reversalId = Guid.CreateVersion7(), reason = "称重有误" }, ct: Ct));

    public string PayList(string more = "") => $"{Path}/pay-list{more}?from=2026-11-01&until=2026-11-30";
}
