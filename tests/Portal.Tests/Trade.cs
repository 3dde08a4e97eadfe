using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Identity;
using Marketplace.Contracts;
using Marketplace.Testing;

namespace Marketplace.Portal.Tests;

/// <summary>What others do meanwhile, over HTTP as any program would: orders that are confirmed, goods that arrive.</summary>
sealed class Trade(RunningPortal portal) : IDisposable
{
    public const string Buyer = "yuyao-hospital";

    readonly DemoConsole _stage = new(
        new HttpClient { BaseAddress = portal.Url, Timeout = TimeSpan.FromSeconds(30) }, TextWriter.Null, TimeProvider.System);

    static readonly string[] Names =
        ["昭觉土豆", "昭觉白菜", "昭觉萝卜", "昭觉莲白", "昭觉青椒", "昭觉茄子", "昭觉南瓜", "昭觉番茄", "昭觉豇豆", "昭觉大葱"];

    static readonly Lock Gate = new();
    static Task? _offered;

    static Good Vegetable(int index) => Goods.ZhaojuePotato with { Number = 500 + index, Name = Names[index] };

    public Task<DemoClient> AsAsync(string name, CancellationToken ct) => _stage.AsAsync(name, ct);

    /// <summary>A vegetable on each of so many lines, ten at most: 11 kg of the first, 12 of the next.</summary>
    /// <returns>The id of the shipment, which has arrived and waits to be accepted.</returns>
    public async Task<Guid> ArrivedAsync(int lines, CancellationToken ct)
    {
        var (orderId, wanted) = await PlaceAsync(Buyer, 11, lines, ct);
        var shipmentId = await ShipmentOfAsync(await AsAsync(Buyer, ct), orderId, ct);
        await SendAsync($"/logistics/shipments/{shipmentId}", wanted, DemoSteps.SouthWest, ct);
        return shipmentId;
    }

    /// <summary>Dispatched by the supplier and handed over by the carrier.</summary>
    async Task SendAsync(string path, List<(Guid LineId, Good Good, Quantity Quantity)> wanted, Haulier haulier, CancellationToken ct)
    {
        await (await AsAsync(wanted[0].Good.Seller, ct)).PostAsync(
            $"{path}/dispatch",
            new
            {
                CarrierId = DemoCast.Named(haulier.Identity).Org,
                Waybill = Numbers.Waybill("PT", _stage.Now),
                Lines = wanted.Select(line => new { line.LineId, line.Quantity }),
            },
            ct);
        await (await AsAsync(haulier.Identity, ct)).PostAsync($"{path}/delivery", new { ReceivedBy = "库管员" }, ct);
    }

    /// <summary>The carrier states what it asks from Sichuan to Zhejiang for ambient and for chilled goods.</summary>
    public async Task StateTariffsAsync(CancellationToken ct)
    {
        var carrierId = DemoCast.Named(DemoSteps.SouthWest.Identity).Org;
        foreach (var @class in (string[])["Ambient", "Chilled"])
        {
            await (await AsAsync(DemoSteps.SouthWest.Identity, ct)).PostAsync(
                $"/logistics/carriers/{carrierId}/tariffs",
                new
                {
                    TariffId = Guid.CreateVersion7(),
                    FromRegionId = "510000",
                    ToRegionId = "330000",
                    Class = @class,
                    FenPerTonne = 80_000,
                    MinimumFen = 5_000,
                    ValidFrom = BusinessDay.Of(_stage.Now),
                },
                ct);
        }
    }

    /// <summary>An order of so many lines, of so many kg and one more on each.</summary>
    public async Task<Guid> OrderedAsync(string buyer, int from, int lines, CancellationToken ct) =>
        (await PlaceAsync(buyer, from, lines, ct)).OrderId;

    /// <summary>An order to sell on, which a facilitator has brought about; accepted to the last kilogram.</summary>
    public async Task HelpedAsync(Guid facilitatorId, CancellationToken ct)
    {
        var terms = new { Capacity = "Resale", facilitatorId, FacilitatorProof = "帮销协议 2026-1" };
        var (orderId, wanted) = await PlaceAsync(Buyer, 30, 2, ct, terms);
        var buyer = await AsAsync(Buyer, ct);
        var path = $"/logistics/shipments/{await ShipmentOfAsync(buyer, orderId, ct)}";
        await SendAsync(path, wanted, DemoSteps.SouthWest, ct);
        await buyer.PostAsync(
            $"{path}/acceptance",
            new
            {
                AcceptanceId = Guid.CreateVersion7(),
                Lines = wanted.Select(line => new { line.LineId, Accepted = line.Quantity, Short = "0", Rejected = "0" }),
            },
            ct);
    }

    /// <summary>One of the goods of the demo, ordered, sent and accepted as it was ordered.</summary>
    /// <returns>The line of the order, by which its sale is known, and its shipment.</returns>
    public async Task<(Guid LineId, Guid ShipmentId)> SoldAsync(
        string buyer, Good good, Haulier haulier, decimal quantity, CancellationToken ct)
    {
        await portal.AppAsync();
        var (who, lineId) = (DemoSteps.Buyers.Single(row => row.Identity == buyer), Guid.CreateVersion7());
        var (orderId, asked, unit) = (Guid.CreateVersion7(), Quantity.Of(quantity), await AsAsync(buyer, ct));
        await unit.PostAsync(
            "/ordering/orders",
            new
            {
                OrderId = orderId,
                UnitId = DemoCast.Named(buyer).Org,
                DeliveryRegionId = who.Region,
                DeliveryAddress = who.Address,
                Lines = new[] { new { lineId, ProductId = good.Id, Quantity = asked, ExpectedUnitPrice = good.PriceFor(quantity) } },
            },
            ct);
        var shipmentId = await ShipmentOfAsync(unit, orderId, ct);
        await SendAsync($"/logistics/shipments/{shipmentId}", [(lineId, good, asked)], haulier, ct);
        await unit.PostAsync(
            $"/logistics/shipments/{shipmentId}/acceptance",
            new
            {
                AcceptanceId = Guid.CreateVersion7(),
                Lines = new[] { new { lineId, Accepted = asked, Short = "0", Rejected = "0" } },
            },
            ct);
        return (lineId, shipmentId);
    }

    /// <summary>Registered, with the word of the office of Zhenhai.</summary>
    public async Task RegisterFacilitatorAsync(string name, Guid facilitatorId, CancellationToken ct)
    {
        const string Path = "/units/facilitators";
        await portal.AppAsync();
        var facilitator = await AsAsync(name, ct);
        if (await facilitator.FindAsync($"{Path}/{facilitatorId}", ct) is not null)
        {
            return;
        }

        var application = await facilitator.PostAsync(
            Path,
            new
            {
                FacilitatorId = facilitatorId,
                Name = "宁波市镇海区消费协作专馆",
                Kind = "Hall",
                RegistrationRegionId = "330211",
                RegisteredFrom = new DateOnly(2026, 1, 1),
            },
            ct);
        await (await AsAsync(DemoCast.OfficeOf("330211"), ct)).ConfirmAsync(Path, application, ct);
    }

    async Task<(Guid OrderId, List<(Guid LineId, Good Good, Quantity Quantity)> Wanted)> PlaceAsync(
        string buyer, int from, int lines, CancellationToken ct, object? terms = null)
    {
        await OfferedAsync();
        var (orderId, who) = (Guid.CreateVersion7(), DemoSteps.Buyers.Single(row => row.Identity == buyer));
        var wanted = Enumerable.Range(0, lines)
            .Select(index => (LineId: Guid.CreateVersion7(), Good: Vegetable(index), Quantity: Quantity.Of(from + index))).ToList();
        await (await AsAsync(buyer, ct)).PostAsync(
            "/ordering/orders",
            new
            {
                OrderId = orderId,
                UnitId = DemoCast.Named(buyer).Org,
                DeliveryRegionId = who.Region,
                DeliveryAddress = who.Address,
                Terms = terms,
                Lines = wanted.Select(line => new
                {
                    line.LineId,
                    ProductId = line.Good.Id,
                    line.Quantity,
                    ExpectedUnitPrice = line.Good.PriceFor(1),
                }),
            },
            ct);
        return (orderId, wanted);
    }

    /// <summary>All orders of a buyer wait for this person.</summary>
    public async Task FilePolicyAsync(string buyer, string subject, CancellationToken ct)
    {
        var (unit, approver) = (DemoCast.Named(buyer).Org, await AsAsync(DemoCast.ApproverOf(buyer), ct));
        if (await approver.FindAsync($"/ordering/approval-policies/{unit}", ct) is { } filed
            && filed["versions"] is JsonArray { Count: > 0 })
        {
            return;
        }

        var postId = Guid.CreateVersion7();
        await approver.PutAsync(
            $"/ordering/posts/{postId}",
            new { UnitId = unit, Name = "总务科长", Holders = new[] { new { Subject = subject, From = _stage.Today } } }, etag: null, ct);
        await approver.PutAsync(
            $"/ordering/approval-policies/{unit}",
            new
            {
                ValidFrom = _stage.Today,
                Rules = new[]
                {
                    new { Name = "全部采购", AmountFromFen = 1, Steps = new[] { new { PostId = postId, WithinHours = 48 } } },
                },
                Document = "采购管理办法",
            },
            etag: null,
            ct);
    }

    /// <summary>A unit that asks the office of its district to be registered.</summary>
    public async Task<Guid> AppliedAsync(string name, string regionId, CancellationToken ct)
    {
        await portal.AppAsync();
        var unitId = Guid.CreateVersion7();
        var identity = $"applicant-{unitId:N}";
        using var http = new HttpClient { BaseAddress = portal.Url };
        using var registered = await http.PostAsJsonAsync(
            "/identity/demo-identities", new { name = identity, role = Roles.Purchaser, org = unitId }, ct);
        registered.EnsureSuccessStatusCode();
        await (await AsAsync(identity, ct)).PostAsync(
            "/units/purchasing-units",
            new
            {
                UnitId = unitId,
                Name = name,
                Kind = "School",
                IsCentralBudget = false,
                AffiliationRegionId = regionId,
                AffiliatedFrom = new DateOnly(2020, 1, 1),
                IsPairingDesignated = false,
            },
            ct);
        return unitId;
    }

    public async Task<bool> UnitExistsAsync(Guid unitId, CancellationToken ct) =>
        await (await AsAsync("nation-office", ct)).FindAsync($"/units/purchasing-units/{unitId}", ct) is not null;

    /// <summary>The region has a snapshot to sign of the month before this one, which is closed.</summary>
    public async Task SnapshotTakenAsync(string regionId, CancellationToken ct)
    {
        var nation = await AsAsync("nation-office", ct);
        var month = _stage.Today.AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await Eventually.TrueAsync(
            async () => (await nation.ListAsync($"/credits/snapshots?month={month}&regionId={regionId}", ct)).Count > 0,
            "the snapshot", ct: ct);
    }

    /// <summary>A shipment as its buyer reads it.</summary>
    public async Task<JsonNode> ShipmentAsync(Guid shipmentId, CancellationToken ct) =>
        await (await AsAsync(Buyer, ct)).GetAsync($"/logistics/shipments/{shipmentId}", ct);

    /// <summary>The vegetables are listed and in stock; once for all tests.</summary>
    Task OfferedAsync()
    {
        lock (Gate)
        {
            return _offered ??= OfferAsync();
        }
    }

    async Task OfferAsync()
    {
        await portal.AppAsync();
        for (var index = 0; index < Names.Length; index++)
        {
            await OfferGoods.OfferAsync(_stage, Vegetable(index), CancellationToken.None);
        }
    }

    static async Task<Guid> ShipmentOfAsync(DemoClient buyer, Guid orderId, CancellationToken ct)
    {
        var shipment = await Eventually.NotNullAsync(
            async () => await buyer.ListAsync($"/logistics/shipments?orderId={orderId}", ct) is [var planned, ..] ? planned : null,
            "the shipment", ct: ct);
        return (Guid)shipment["shipmentId"]!;
    }

    public void Dispose() => _stage.Dispose();
}
