using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Identity;
using Marketplace.Testing;

namespace Marketplace.Portal.Tests;

/// <summary>A tour that brings goods to the docks, with the shipment of a school on it.</summary>
public sealed record PlannedTour(Guid PlanId, int Number, Guid ShipmentId)
{
    public string Page => $"/portal/tours/{PlanId}/{Number}";

    internal string Path => $"/logistics/plans/{PlanId}/tours/{Number}";
}

/// <summary>What a carrier is asked to carry, over HTTP as any program would: orders, vehicles, plans, dispatches.</summary>
sealed class Haulage(RunningPortal portal) : IDisposable
{
    public const string Carrier = "carrier-southwest";
    public const string Buyer = "zhenhai-school";

    public static string Supplier => Goods.Buckwheat.Seller;

    const string Hub = "0199a000-0000-7000-8000-000000000601";
    const string Depot = "0199a000-0000-7000-8000-000000000602";
    const int DaysToMonday = 14;

    readonly DemoConsole _stage = new(
        new HttpClient { BaseAddress = portal.Url, Timeout = TimeSpan.FromSeconds(30) }, TextWriter.Null, TimeProvider.System);

    public Task<DemoClient> AsAsync(string name, CancellationToken ct) => _stage.AsAsync(name, ct);

    static Guid CarrierId => (Guid)DemoCast.Named(Carrier).Org!;

    /// <summary>Flour for a school on a weekday of the week after the demo's, planned, with the carrier asked for each tour.</summary>
    /// <param name="weekday">0 for Monday. Who plans takes all that waits for the day, so that each test has a day of its own.</param>
    public async Task<PlannedTour> OfferedAsync(int weekday, CancellationToken ct)
    {
        var day = _stage.Today.AddDays(((8 - (int)_stage.Today.DayOfWeek) % 7) + DaysToMonday + weekday);
        var shipmentId = await OrderedAsync(day, ct);
        await OfferVehicleAsync("Collection", Hub, null, 9_000, 220, ct);
        await OfferVehicleAsync("Trunk", null, "513400", 5_000, 30, ct);
        await OfferVehicleAsync("Delivery", Depot, null, 6_000, 60, ct);
        var planId = Guid.CreateVersion7();
        var plan = await (await AsAsync("liangshan-office", ct)).PostAsync(
            "/logistics/plans", new { PlanId = planId, RegionId = "513400", DeliverFrom = day, DeliverUntil = day }, ct);
        var tour = plan["tours"]!.AsArray().Single(known => (string?)known!["kind"] is "Delivery" or "Direct"
            && known["stops"]!.AsArray().Any(stop => (Guid)stop!["shipmentId"]! == shipmentId))!;
        return new PlannedTour(planId, (int)tour["number"]!, shipmentId);
    }

    public async Task AcceptAsync(PlannedTour tour, CancellationToken ct) =>
        await (await AsAsync(Carrier, ct)).PostAsync($"{tour.Path}/acceptance", new { }, ct);

    /// <summary>A shipment that rides with the carrier without a plan.</summary>
    public async Task<Guid> SentAloneAsync(CancellationToken ct)
    {
        var shipmentId = await OrderedAsync(deliverOn: null, ct);
        var seller = await AsAsync(Supplier, ct);
        var shipment = await seller.GetAsync($"/logistics/shipments/{shipmentId}", ct);
        await seller.PostAsync(
            $"/logistics/shipments/{shipmentId}/dispatch",
            new
            {
                CarrierId,
                Waybill = Waybill(),
                Lines = shipment["lines"]!.AsArray()
                    .Select(line => new { LineId = (Guid)line!["lineId"]!, Quantity = (string)line["ordered"]! }),
            },
            ct);
        return shipmentId;
    }

    /// <summary>A shipment as the school reads it.</summary>
    public async Task<JsonNode> ShipmentAsync(Guid shipmentId, CancellationToken ct) =>
        await (await AsAsync(Buyer, ct)).GetAsync($"/logistics/shipments/{shipmentId}", ct);

    public async Task<JsonNode> CustodyAsync(Guid shipmentId, CancellationToken ct) =>
        await (await AsAsync(Buyer, ct)).GetAsync($"/logistics/shipments/{shipmentId}/custody", ct);

    async Task<Guid> OrderedAsync(DateOnly? deliverOn, CancellationToken ct)
    {
        await portal.AppAsync();
        var buyer = await AsAsync(Buyer, ct);
        var (unit, orderId) = (DemoCast.Named(Buyer).Org, Guid.CreateVersion7());
        var lines = new[]
        {
            new
            {
                LineId = Guid.CreateVersion7(), ProductId = Goods.Buckwheat.Id, Quantity = "20",
                ExpectedUnitPrice = Goods.Buckwheat.PriceFor(20),
            },
        };
        if (deliverOn is { } day)
        {
            var docks = await buyer.ListAsync($"/units/purchasing-units/{unit}/docks", ct);
            await buyer.PostAsync(
                "/ordering/orders",
                new
                {
                    OrderId = orderId,
                    UnitId = unit,
                    Deliveries = new[] { new { DockId = (Guid)docks[0]["dockId"]!, DeliverOn = day, Lines = lines } },
                },
                ct);
        }
        else
        {
            await buyer.PostAsync(
                "/ordering/orders",
                new
                {
                    OrderId = orderId,
                    UnitId = unit,
                    DeliveryRegionId = "330211",
                    DeliveryAddress = "宁波市镇海区车站路1号",
                    Lines = lines,
                },
                ct);
        }

        var shipment = await Eventually.NotNullAsync(
            async () => await buyer.ListAsync($"/logistics/shipments?orderId={orderId}", ct) is [var planned, ..] ? planned : null,
            "the shipment", ct: ct);
        return (Guid)shipment["shipmentId"]!;
    }

    async Task OfferVehicleAsync(string use, string? node, string? region, long fixedFen, int fenPerKm, CancellationToken ct) =>
        await (await AsAsync(Carrier, ct)).PostAsync(
            $"/logistics/carriers/{CarrierId}/vehicles",
            new
            {
                VehicleId = Guid.CreateVersion7(),
                Name = "冷藏车",
                Use = use,
                NodeId = node,
                RegionId = region,
                Count = 1,
                PayloadKg = 1_500,
                VolumeLitres = 8_000,
                IsRefrigerated = true,
                HoursMax = use == "Trunk" ? 72 : 14,
                FixedFen = fixedFen,
                FenPerKm = fenPerKm,
                ValidFrom = new DateOnly(2026, 1, 1),
            },
            ct);

    /// <summary>One that nobody has had.</summary>
    public static string Waybill() => string.Create(CultureInfo.InvariantCulture, $"CT{Guid.CreateVersion7().ToString("N")[..20]}");

    public void Dispose() => _stage.Dispose();
}
