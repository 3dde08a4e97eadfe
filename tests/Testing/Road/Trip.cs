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

    /// <summary>The value that went back after the acceptance, by lane of origin, in fen.</summary>
    public List<(Lane Lane, long Fen)> Returned { get; } = [];

    /// <summary>What the buyer has paid, in fen.</summary>
    public long PaidFen { get; private set; }

    /// <summary>The state in which each part must have ended, by its id.</summary>
    public Dictionary<Guid, string> PartEnds { get; } = [];

    /// <summary>What left each batch.</summary>
    public List<(Guid BatchId, Quantity Quantity)> Taken { get; } = [];

    /// <summary>
    /// Walks the whole road; ends when the order is completed or cancelled. Each part takes a turn of its own: cancelled or declined wholly
    /// or by a line, with its carrier replaced, refusing or silent, lost in part or wholly, and in the end returned in part, or paid.
    /// </summary>
    public async Task WalkAsync(TimeSpan limit, CancellationToken ct)
    {
        Entered(RoadStep.Place);
        await PlaceAsync(limit, ct);
        Entered(RoadStep.Confirm);
        await AwaitStateAsync(state => state != "Submitted", limit, ct);
        if (State == "AwaitingApproval")
        {
            await DecideAsync(ct);
            await AwaitStateAsync(state => state != "AwaitingApproval", limit, ct);
        }

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

    /// <summary>Three of four are approved; the others are refused, or withdrawn by the buyer.</summary>
    async Task DecideAsync(CancellationToken ct)
    {
        var path = $"/ordering/orders/{OrderId}";
        await (random.Next(8) switch
        {
            0 => http.PostAsync(buyer.ChiefToken!, $"{path}/refusal", new { step = 1, reason = "本月已采购" }, ct),
            1 => http.PostAsync(buyer.Token, $"{path}/cancellation", new { reason = "菜单改了" }, ct),
            _ => http.PostAsync(buyer.ChiefToken!, $"{path}/approval", new { step = 1 }, ct),
        });
    }

    public Task PlaceAsync(CancellationToken ct) => PlaceAsync(Market.KnownLimit, ct);

    public async Task PlaceAsync(TimeSpan limit, CancellationToken ct)
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
        await Market.WhenKnownAsync(async () => Order = await http.PostAsync(buyer.Token, "/ordering/orders", body, ct), limit, ct);
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
        var stall = market.Stalls.Single(known => known.SupplierId == part.GetProperty("supplierId").GetGuid());
        var trip = new PartTrip(http, market, buyer, stall, part, new Random(random.Next())) { Entered = Entered };
        await trip.WalkAsync(OrderId, limit, ct);
        PartEnds[trip.ShipmentId] = trip.End;
        Accepted.AddRange(trip.Accepted.Select(fen => (stall.Lane, fen)));
        Returned.AddRange(trip.Returned.Select(fen => (stall.Lane, fen)));
        Taken.AddRange(trip.Taken);
        PaidFen += trip.PaidFen;
    }
}
