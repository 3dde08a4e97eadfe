using System.Globalization;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Testing;
using Marketplace.Testing.Road;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// A week for three schools in one order: three docks, five days, two suppliers. Each supplier's goods for a dock and day are a part with a
/// shipment and an acceptance of their own, and what is credited is what was accepted, to the fen.
/// </summary>
public sealed class WeekForSchoolsTests
{
    const int Days = 5;

    static readonly string[] Schools = ["一小", "二小", "三小"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_week_for_three_schools_is_one_order_and_each_delivery_is_accepted_by_itself()
    {
        await using var running = await RunningMarketplace.StartEmbeddedAsync(Ct);
        using var http = running.Connect();
        var market = await Market.OpenAsync(
            http, [Lane.All[0]], suppliersPerLane: 2, productsPerSupplier: 2, buyersPerLane: 1, stock: 1_000, budgetFen: 1_000_000, Ct);
        var buyer = market.Buyers[0];
        var docks = await RegisterDocksAsync(http, buyer);
        var monday = MondayAhead();

        var order = await PlaceAsync(http, market, docks, monday);

        var parts = order.GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(Schools.Length * Days * market.Stalls.Count, parts.Count);
        var shipments = await ShipmentsAsync(http, buyer.Token, order, parts.Count);
        await AssertDayAsync(http, market, docks, monday.AddDays(2));
        await SendAsync(http, market, shipments);
        var acceptedFen = await AcceptAsync(http, buyer, shipments);

        await Eventually.EqualAsync(
            "Completed",
            async () => (await http.GetAsync(buyer.Token, $"/ordering/orders/{order.GetProperty("orderId").GetGuid()}", Ct))
                .GetProperty("state").GetString(),
            "the order to be completed",
            ct: Ct);
        // Each sale is credited once at each of the three tiers of its lane.
        await Eventually.EqualAsync(
            (acceptedFen, acceptedFen, acceptedFen),
            async () =>
            {
                var entries = await http.ListAsync(market.AuditorToken, "/credits/entries", Ct);
                long Sum(string tier) => entries.Where(entry => entry.GetProperty("tier").GetString() == tier)
                    .Sum(entry => entry.GetProperty("amountFen").GetInt64());
                return (Sum("Province"), Sum("City"), Sum("County"));
            },
            "all that was accepted to be credited",
            ct: Ct);
    }

    static async Task<List<Guid>> RegisterDocksAsync(RoadHttp http, Buyer buyer)
    {
        List<Guid> docks = [];
        foreach (var school in Schools)
        {
            var dockId = Guid.CreateVersion7();
            await http.PostAsync(
                buyer.Token,
                $"/units/purchasing-units/{buyer.UnitId}/docks",
                new
                {
                    dockId,
                    dock = new
                    {
                        name = $"{school}食堂",
                        regionId = buyer.Lane.East,
                        address = $"{school}路1号",
                        hours = Enumerable.Range(1, Days).Select(day => new { weekday = (DayOfWeek)day, from = "05:00", until = "08:00" }),
                        hasColdStore = true,
                    },
                    validFrom = "2026-01-01",
                },
                Ct);
            docks.Add(dockId);
        }

        return docks;
    }

    /// <summary>Three kilograms of each product for each school on each day.</summary>
    static async Task<JsonElement> PlaceAsync(RoadHttp http, Market market, List<Guid> docks, DateOnly monday)
    {
        var (buyer, orderId) = (market.Buyers[0], Guid.CreateVersion7());
        var body = JsonSerializer.SerializeToElement(new
        {
            orderId,
            unitId = buyer.UnitId,
            deliveries = Enumerable.Range(0, Days).SelectMany(day => docks.Select(dockId => new
            {
                dockId,
                deliverOn = Text(monday.AddDays(day)),
                window = new { from = "05:30", until = "07:30" },
                lines = market.Stalls.SelectMany(stall => stall.Goods).Select(goods => new
                {
                    lineId = Guid.CreateVersion7(),
                    productId = goods.ProductId,
                    quantity = "3",
                    expectedUnitPrice = goods.Price,
                }),
            })),
        });
        await Market.WhenKnownAsync(async () => await http.PostAsync(buyer.Token, "/ordering/orders", body, Ct), Ct);
        var order = default(JsonElement);
        await Eventually.TrueAsync(
            async () =>
            {
                order = await http.GetAsync(buyer.Token, $"/ordering/orders/{orderId}", Ct);
                return order.GetProperty("state").GetString() == "Confirmed";
            },
            "the order to be confirmed",
            ct: Ct);
        return order;
    }

    static async Task<List<JsonElement>> ShipmentsAsync(RoadHttp http, string token, JsonElement order, int count)
    {
        var path = $"/logistics/shipments?orderId={order.GetProperty("orderId").GetGuid()}";
        await Eventually.EqualAsync(
            count, async () => (await http.ListAsync(token, path, Ct)).Count, "every part to be a planned shipment", ct: Ct);
        List<JsonElement> shipments = [];
        foreach (var listed in await http.ListAsync(token, path, Ct))
        {
            shipments.Add(await http.GetAsync(token, $"/logistics/shipments/{listed.GetProperty("shipmentId").GetGuid()}", Ct));
        }

        return shipments;
    }

    /// <summary>The canteen sees what comes on a day and to a dock, each supplier what must leave.</summary>
    static async Task AssertDayAsync(RoadHttp http, Market market, List<Guid> docks, DateOnly day)
    {
        var ofDay = $"/logistics/shipments?deliverFrom={Text(day)}&deliverUntil={Text(day)}";
        Assert.Equal(docks.Count * market.Stalls.Count, (await http.ListAsync(market.Buyers[0].Token, ofDay, Ct)).Count);
        Assert.Equal(market.Stalls.Count, (await http.ListAsync(market.Buyers[0].Token, $"{ofDay}&dockId={docks[1]}", Ct)).Count);
        Assert.Equal(docks.Count, (await http.ListAsync(market.Stalls[0].Token, ofDay, Ct)).Count);
    }

    /// <summary>Each supplier's lorry takes all that is its own.</summary>
    static async Task SendAsync(RoadHttp http, Market market, List<JsonElement> shipments)
    {
        foreach (var stall in market.Stalls)
        {
            await http.PostAsync(
                stall.Token,
                "/logistics/dispatches",
                new
                {
                    carrierId = market.CarrierId,
                    waybill = $"YD{stall.SupplierId.ToString("N")[20..]}",
                    items = shipments.Where(shipment => shipment.GetProperty("supplierId").GetGuid() == stall.SupplierId)
                        .Select(shipment => new
                        {
                            shipmentId = shipment.GetProperty("shipmentId").GetGuid(),
                            lines = LinesOf(shipment).Select(line => new { lineId = line.LineId, quantity = "3" }),
                        }),
                },
                Ct);
        }

        await http.PostAsync(
            market.CarrierToken,
            "/logistics/deliveries",
            new
            {
                receivedBy = "食堂库管岗",
                items = shipments.Select(shipment => new { shipmentId = shipment.GetProperty("shipmentId").GetGuid() }),
            },
            Ct);
    }

    /// <summary>Half a kilogram of the first line of each shipment is short; returns what was accepted, in fen.</summary>
    static async Task<long> AcceptAsync(RoadHttp http, Buyer buyer, List<JsonElement> shipments)
    {
        await http.PostAsync(
            buyer.Token,
            "/logistics/acceptances",
            new
            {
                items = shipments.Select(shipment => new
                {
                    shipmentId = shipment.GetProperty("shipmentId").GetGuid(),
                    acceptanceId = Guid.CreateVersion7(),
                    lines = LinesOf(shipment).Select((line, index) => new
                    {
                        lineId = line.LineId,
                        accepted = index == 0 ? "2.5" : "3",
                        @short = index == 0 ? "0.5" : "0",
                        rejected = "0",
                    }),
                }),
            },
            Ct);
        return shipments.SelectMany(shipment => LinesOf(shipment)
            .Select((line, index) => Money.Of(Quantity.Of(index == 0 ? 2.5m : 3), line.Price).Fen)).Sum();
    }

    static IEnumerable<(Guid LineId, UnitPrice Price)> LinesOf(JsonElement shipment) =>
        shipment.GetProperty("lines").EnumerateArray().Select(line => (
            line.GetProperty("lineId").GetGuid(),
            UnitPrice.FromYuan(decimal.Parse(line.GetProperty("unitPrice").GetString()!, CultureInfo.InvariantCulture))));

    /// <summary>The Monday after today, on which what is ordered now can be had.</summary>
    static DateOnly MondayAhead()
    {
        var today = BusinessDay.Of(TimeProvider.System.GetUtcNow());
        return today.AddDays(((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7 + 7);
    }

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
