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
        await OfferedAsync();
        var (buyer, orderId) = (await AsAsync(Buyer, ct), Guid.CreateVersion7());
        var wanted = Enumerable.Range(0, lines)
            .Select(index => (LineId: Guid.CreateVersion7(), Good: Vegetable(index), Quantity: Quantity.Of(11 + index))).ToList();
        await buyer.PostAsync(
            "/ordering/orders",
            new
            {
                OrderId = orderId,
                UnitId = DemoCast.Named(Buyer).Org,
                DeliveryRegionId = "330281",
                DeliveryAddress = "余姚市城区医院营养食堂",
                Lines = wanted.Select(line => new
                {
                    line.LineId, ProductId = line.Good.Id, line.Quantity, ExpectedUnitPrice = line.Good.PriceFor(1),
                }),
            },
            ct);
        var shipmentId = await ShipmentOfAsync(buyer, orderId, ct);
        var path = $"/logistics/shipments/{shipmentId}";
        await (await AsAsync(Goods.ZhaojuePotato.Seller, ct)).PostAsync(
            $"{path}/dispatch",
            new
            {
                CarrierId = DemoCast.Named(DemoSteps.SouthWest.Identity).Org,
                Waybill = Numbers.Waybill("PT", _stage.Now),
                Lines = wanted.Select(line => new { line.LineId, line.Quantity }),
            },
            ct);
        await (await AsAsync(DemoSteps.SouthWest.Identity, ct)).PostAsync($"{path}/delivery", new { ReceivedBy = "库管员" }, ct);
        return shipmentId;
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
