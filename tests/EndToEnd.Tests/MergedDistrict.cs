using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Catalog;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting;
using Marketplace.Crediting.Snapshots;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Tests.RegionUpdates;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// Registry, catalogue and ledger of the spring of 2021, with the regions as they were before 杭州 was divided anew: what one tells is handed
/// on to the others, and sales are told as Logistics tells them.
/// </summary>
sealed class MergedDistrict : IAsyncDisposable
{
    readonly ServiceUnderTest<CatalogDb> _catalog;
    readonly HashSet<object> _heard = new(ReferenceEqualityComparer.Instance);

    MergedDistrict(
        ServiceUnderTest<UnitsDb> units, ServiceUnderTest<CatalogDb> catalog, ServiceUnderTest<CreditingDb> crediting, FixedClock clock) =>
        (Units, _catalog, Crediting, Clock) = (units, catalog, crediting, clock);

    public ServiceUnderTest<UnitsDb> Units { get; }

    public ServiceUnderTest<CreditingDb> Crediting { get; }

    public FixedClock Clock { get; }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<MergedDistrict> StartAsync(Engine engine, string day)
    {
        var clock = new FixedClock(Noon(day));
        var units = await PastRegistry.StartAsync(engine, 2021, clock, Ct);
        var catalog = await ServiceUnderTest<CatalogDb>.StartAsync(
            engine, "Catalog", CatalogService.Name, host => host.AddCatalog(), app => app.MapCatalog(), clock, Ct);
        var crediting = await ServiceUnderTest<CreditingDb>.StartAsync(
            engine,
            "Crediting",
            CreditingService.Name,
            host =>
            {
                host.Configuration["Closing:BySchedule"] = "false";
                host.AddCrediting();
            },
            app => app.MapCrediting(),
            clock,
            Ct);
        var district = new MergedDistrict(units, catalog, crediting, clock);
        await district.HandOnAsync();
        return district;
    }

    public static DateTimeOffset Noon(string day) =>
        BusinessDay.StartOf(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).AddHours(12);

    public Task<JsonElement> RegisterAsync(string path, object body) =>
        RegisterAsync(Units.Client(Roles.Official, tier: "Nation"), path, body);

    public Task<JsonElement> RegisterInCatalogAsync(string county, string path, object body) =>
        RegisterAsync(_catalog.Client(Roles.Official, region: county, tier: "County"), path, body);

    public async Task<string> RunInCatalogAsync(params string[] regions)
    {
        await using var scope = _catalog.OpenDb(out _);
        await using var output = new StringWriter();
        await Catalog.Regions.ListByRegion.CommandAsync(scope.ServiceProvider, regions, output, Ct);
        return output.ToString();
    }

    public async Task<JsonElement> CatalogAsync(string path) =>
        await _catalog.Client(Roles.Auditor).GetFromJsonAsync<JsonElement>(path, Ct);

    /// <summary>Registers or commands something, and lets the others hear of it.</summary>
    public async Task<JsonElement> RegisterAsync(HttpClient client, string path, object body)
    {
        using var response = await client.PostOnceAsync(path, body, ct: Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        await HandOnAsync();
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Hands on what registry and catalogue have told.</summary>
    public async Task HandOnAsync()
    {
        await QuietAsync(Units);
        await HandOnAsync<RegionsPublished>(Units.Published<RegionsPublished>(), isForCatalog: true);
        await HandOnAsync<UnitPublished>(Units.Published<UnitPublished>());
        await HandOnAsync<FacilitatorPublished>(Units.Published<FacilitatorPublished>());
        await HandOnAsync<PairingPublished>(Units.Published<PairingPublished>());
        await QuietAsync(_catalog);
        await HandOnAsync<SupplierPublished>(_catalog.Published<SupplierPublished>());
        await HandOnAsync<RecognitionPublished>(_catalog.Published<RecognitionPublished>());
    }

    /// <summary>A delivery that the unit has accepted, confirmed two days before.</summary>
    /// <returns>The id of its line.</returns>
    public async Task<Guid> SellAsync(string unitId, string day, int yuan, string delivered, GoodsFacts goods)
    {
        Clock.Now = Noon(day) > Clock.Now ? Noon(day) : Clock.Now;
        var (one, lineId) = (Quantity.Of(1), Guid.CreateVersion7());
        var price = UnitPrice.FromYuan(yuan);
        await Crediting.DeliverAsync(
            new DeliveryAccepted
            {
                AcceptanceId = Guid.CreateVersion7(),
                AcceptanceNo = 1,
                ShipmentId = Guid.CreateVersion7(),
                OrderId = Guid.CreateVersion7(),
                OrderNumber = "20210308-000123",
                UnitId = Guid.Parse(unitId),
                UnitName = "某学校",
                BudgetYear = 2021,
                SupplierId = goods.SupplierId,
                ConfirmedAt = Noon(day).AddDays(-2),
                DispatchedAt = Noon(day).AddDays(-2),
                DeliveredAt = Noon(day).AddDays(-1),
                AcceptedAt = Noon(day),
                AcceptedBy = "buyer-7",
                Waybill = "SF1234567890",
                DeliveryPath = new RegionPath($"/330000/330100/{delivered}/"),
                Lines =
                [
                    new()
                    {
                        LineId = lineId,
                        LineNumber = 1,
                        Goods = goods with { UnitPrice = price },
                        Ordered = one,
                        OrderedFen = Money.Of(one, price).Fen,
                        Dispatched = one,
                        Accepted = one,
                        Short = Quantity.Zero,
                        Rejected = Quantity.Zero,
                        AcceptedFen = Money.Of(one, price).Fen,
                        Batches = [new BatchShare { BatchId = Guid.CreateVersion7(), Quantity = one }],
                    },
                ],
            },
            ct: Ct);
        return lineId;
    }

    public async Task<JsonElement> ReadAsync(string path) =>
        await Crediting.Client(Roles.Auditor).GetFromJsonAsync<JsonElement>(path, Ct);

    /// <summary>
    /// The county pairings of a month's R1: east, west, and what was credited to them in the month and in the year, in yuan.
    /// </summary>
    public async Task<IReadOnlyList<string>> CountyProgressAsync(string month, string query = "")
    {
        var report = await ReadAsync($"/credits/reports/pairing-progress?month={month}&tier=County&size=200{query}");
        return
        [
            .. report.GetProperty("rows").EnumerateArray().Select(row => string.Join(
                ' ',
                row.GetProperty("east").GetString(),
                row.GetProperty("west").GetString(),
                Yuan(row.GetProperty("month")),
                Yuan(row.GetProperty("yearToDate")))).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What a line was credited for at each tier: tier and eastern party, or why not.</summary>
    public async Task<IReadOnlyList<string>> CreditsAsync(Guid lineId)
    {
        var entries = await ReadAsync($"/credits/entries?lineId={lineId}&size=200");
        return
        [
            .. entries.GetProperty("items").EnumerateArray().Select(entry => string.Join(
                ' ',
                entry.GetProperty("tier").GetString(),
                entry.GetProperty("eastName").GetString(),
                entry.GetProperty("westName").GetString(),
                entry.GetProperty("amountFen").GetInt64() / 100)),
        ];
    }

    /// <summary>Closes a month and takes its snapshots, as the service does in the background.</summary>
    public async Task CloseAsync(string month)
    {
        await RegisterAsync(
            Crediting.Client(Roles.Official, tier: "Nation"), $"/credits/periods/{month}/closing", new { document = "测试〔2021〕1号" });
        await using var scope = Crediting.OpenDb(out var db);
        await Crediting.Services.GetRequiredService<TakeClosingSnapshots>().TakeAsync(db, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Units.DisposeAsync();
        await _catalog.DisposeAsync();
        await Crediting.DisposeAsync();
    }

    static long Yuan(JsonElement amount) => amount.GetProperty("fen").GetInt64() / 100;

    static Task QuietAsync<TDb>(ServiceUnderTest<TDb> service)
        where TDb : MarketplaceDb => Eventually.TrueAsync(
            async () =>
            {
                await using var scope = service.OpenDb(out var db);
                return !await db.OutboxMessages.AnyAsync(Ct);
            },
            "the outbox to be empty",
            ct: Ct);

    async Task HandOnAsync<T>(IEnumerable<T> told, bool isForCatalog = false)
        where T : class
    {
        foreach (var message in told.Where(message => _heard.Add(message)))
        {
            await Crediting.DeliverAsync(message, ct: Ct);
            if (isForCatalog)
            {
                await _catalog.DeliverAsync(message, ct: Ct);
            }
        }
    }
}
