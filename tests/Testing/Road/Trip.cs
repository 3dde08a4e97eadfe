using System.Globalization;
using System.Text.Json;
using Marketplace.Contracts;

namespace Marketplace.Testing.Road;

/// <summary>One order on its way from placing to completion, over the public interfaces alone.</summary>
public sealed class Trip(
    RoadHttp http, Market market, Buyer buyer, IReadOnlyList<(Stall Stall, Goods Goods, Quantity Quantity)> lines, Random random)
{
    public Guid OrderId { get; } = Guid.CreateVersion7();

    public Buyer Buyer => buyer;

    /// <summary>What was ordered from which batch.</summary>
    public IReadOnlyList<(Stall Stall, Goods Goods, Quantity Quantity)> Lines => lines;

    /// <summary>Told of each step as the order enters it, a step of each shipment once for each.</summary>
    public Action<RoadStep> Entered { get; init; } = _ => { };

    /// <summary>The order as last seen.</summary>
    public JsonElement Order { get; private set; }

    public string State => Order.GetProperty("state").GetString()!;

    /// <summary>The value accepted by lane of origin, in fen.</summary>
    public List<(Lane Lane, long Fen)> Accepted { get; } = [];

    /// <summary>What left each batch.</summary>
    public List<(Guid BatchId, Quantity Quantity)> Taken { get; } = [];

    /// <summary>
    /// Walks the whole road; ends when the order is completed or cancelled. One part in eight is ended by its buyer or supplier instead of
    /// being sent.
    /// </summary>
    public async Task WalkAsync(TimeSpan limit, CancellationToken ct)
    {
        Entered(RoadStep.Place);
        await PlaceAsync(ct);
        Entered(RoadStep.Confirm);
        await AwaitStateAsync(state => state != "Submitted", limit, ct);
        if (State != "Confirmed")
        {
            return;
        }

        foreach (var part in Order.GetProperty("parts").EnumerateArray())
        {
            await ShipAndAcceptAsync(part, limit, ct);
        }

        Entered(RoadStep.Complete);
        await AwaitStateAsync(state => state is "Completed" or "Cancelled", limit, ct);
    }

    public async Task PlaceAsync(CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToElement(new
        {
            orderId = OrderId,
            unitId = buyer.UnitId,
            deliveryRegionId = buyer.Lane.East,
            deliveryAddress = "学校路1号食堂",
            lines = lines.Select(line => new
            {
                lineId = Guid.CreateVersion7(),
                productId = line.Goods.ProductId,
                quantity = line.Quantity.ToString(),
                expectedUnitPrice = line.Goods.Price,
            }),
        });
        await Market.WhenKnownAsync(async () => Order = await http.PostAsync(buyer.Token, "/ordering/orders", body, ct), ct);
    }

    public async Task AwaitStateAsync(Func<string, bool> isReached, TimeSpan limit, CancellationToken ct) => await Eventually.TrueAsync(
        async () =>
        {
            Order = await http.GetAsync(buyer.Token, $"/ordering/orders/{OrderId}", ct);
            return isReached(State);
        },
        $"order {OrderId} to leave {(Order.ValueKind == JsonValueKind.Undefined ? "nothing" : State)}",
        limit,
        ct);

    async Task ShipAndAcceptAsync(JsonElement part, TimeSpan limit, CancellationToken ct)
    {
        var shipmentId = part.GetProperty("partId").GetGuid();
        var stall = market.Stalls.Single(known => known.SupplierId == part.GetProperty("supplierId").GetGuid());
        Entered(RoadStep.Plan);
        await Eventually.TrueAsync(
            async () => (await http.GetAsync(stall.Token, $"/logistics/shipments/{shipmentId}", ct)).ValueKind != JsonValueKind.Undefined,
            $"shipment {shipmentId} to be planned",
            limit,
            ct);
        var ordered = part.GetProperty("lines").EnumerateArray().Select(line => (
            LineId: line.GetProperty("lineId").GetGuid(),
            ProductId: line.GetProperty("productId").GetGuid(),
            Quantity: Quantity.Of(decimal.Parse(line.GetProperty("quantity").GetString()!, CultureInfo.InvariantCulture)),
            Price: UnitPrice.FromYuan(decimal.Parse(line.GetProperty("unitPrice").GetString()!, CultureInfo.InvariantCulture)))).ToList();

        if (random.Next(8) == 0)
        {
            Entered(RoadStep.Dispatch);
            var (by, path, reason) = random.Next(2) == 0
                ? (stall.Token, "decline", "CropFailure")
                : (buyer.Token, "cancellation", "NotNeeded");
            await http.PostAsync(by, $"/logistics/shipments/{shipmentId}/{path}", new { reason }, ct);
            return;
        }

        // One part in five leaves with less than was ordered; one line in five arrives short or is refused in part.
        var dispatched = ordered.ConvertAll(line => Chance() ? line.Quantity - new Quantity(500) : line.Quantity);
        Entered(RoadStep.Dispatch);
        await http.PostAsync(
            stall.Token,
            $"/logistics/shipments/{shipmentId}/dispatch",
            new
            {
                carrierId = market.CarrierId,
                waybill = $"YD{shipmentId.ToString("N")[20..]}",
                lines = ordered.Select((line, i) => new { lineId = line.LineId, quantity = dispatched[i].ToString() }),
            },
            ct);
        Entered(RoadStep.Deliver);
        await http.PostAsync(market.CarrierToken, $"/logistics/shipments/{shipmentId}/delivery", new { receivedBy = "食堂管理员" }, ct);

        var shortfall = dispatched.ConvertAll(_ => Chance() ? new Quantity(250) : Quantity.Zero);
        var rejected = dispatched.ConvertAll(_ => Chance() ? new Quantity(125) : Quantity.Zero);
        var accepted = dispatched.Select((quantity, i) => quantity - shortfall[i] - rejected[i]).ToList();
        Entered(RoadStep.Accept);
        await http.PostAsync(
            buyer.Token,
            $"/logistics/shipments/{shipmentId}/acceptance",
            new
            {
                acceptanceId = Guid.CreateVersion7(),
                lines = ordered.Select((line, i) => new
                {
                    lineId = line.LineId,
                    accepted = accepted[i].ToString(),
                    @short = shortfall[i].ToString(),
                    rejected = rejected[i].ToString(),
                    rejectionReason = rejected[i] > Quantity.Zero ? "外皮破损" : null,
                }),
            },
            ct);
        for (var i = 0; i < ordered.Count; i++)
        {
            Accepted.Add((stall.Lane, Money.Of(accepted[i], ordered[i].Price).Fen));
            Taken.Add((stall.Goods.Single(goods => goods.ProductId == ordered[i].ProductId).BatchId, dispatched[i]));
        }
    }

    // Trips run side by side; each has a generator of its own, so that a seed means the same trips whatever their order.
    bool Chance() => random.Next(5) == 0;
}
