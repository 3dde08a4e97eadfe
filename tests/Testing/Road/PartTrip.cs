using System.Globalization;
using System.Text.Json;
using Marketplace.Contracts;

namespace Marketplace.Testing.Road;

/// <summary>
/// One supplier's part of an order on its way, by a turn that chance chooses, and what must come of it. Trips run side by side; each has a
/// generator of its own, so that a seed means the same turns whatever their order.
/// </summary>
public sealed class PartTrip(RoadHttp http, Market market, Buyer buyer, Stall stall, JsonElement part, Random random)
{
    readonly List<OrderedLine> _open =
    [
        .. part.GetProperty("lines").EnumerateArray().Select(line => new OrderedLine(
            line.GetProperty("lineId").GetGuid(),
            line.GetProperty("productId").GetGuid(),
            Quantity.Of(decimal.Parse(line.GetProperty("quantity").GetString()!, CultureInfo.InvariantCulture)),
            UnitPrice.FromYuan(decimal.Parse(line.GetProperty("unitPrice").GetString()!, CultureInfo.InvariantCulture)))),
    ];

    public Guid ShipmentId { get; } = part.GetProperty("partId").GetGuid();

    /// <summary>Told of each step as the shipment enters it.</summary>
    public Action<RoadStep> Entered { get; init; } = _ => { };

    /// <summary>The state in which part and shipment must end: Cancelled, Lost or Accepted.</summary>
    public string End { get; private set; } = "";

    /// <summary>The value accepted of each line, in fen.</summary>
    public List<long> Accepted { get; } = [];

    /// <summary>The value that went back, in fen.</summary>
    public List<long> Returned { get; } = [];

    /// <summary>What left each batch.</summary>
    public List<(Guid BatchId, Quantity Quantity)> Taken { get; } = [];

    /// <summary>What the buyer has paid for it, in fen.</summary>
    public long PaidFen { get; private set; }

    string Path => $"/logistics/shipments/{ShipmentId}";

    /// <summary>Walks it from its plan to its end.</summary>
    public async Task WalkAsync(Guid orderId, TimeSpan limit, CancellationToken ct)
    {
        Entered(RoadStep.Plan);
        await Eventually.TrueAsync(
            async () => (await http.GetAsync(stall.Token, Path, ct)).ValueKind != JsonValueKind.Undefined,
            $"shipment {ShipmentId} to be planned",
            limit,
            ct);
        Entered(RoadStep.Dispatch);
        if (Chance(8))
        {
            await EndBeforeDispatchAsync([.. _open], ct);
            End = "Cancelled";
            return;
        }

        if (Chance(6) && _open.Count > 1)
        {
            await EndBeforeDispatchAsync([_open[random.Next(_open.Count)]], ct);
        }

        await DispatchAsync(ct);
        Entered(RoadStep.Deliver);
        if (Chance(10))
        {
            await ReportLossesAsync(stall.Token, [.. _open.Select(line => line.Dispatched)], ct);
            End = "Lost";
            return;
        }

        await DeliverAsync(ct);
        Entered(RoadStep.Accept);
        await AcceptAsync(ct);
        End = "Accepted";
        await AfterwardsAsync(orderId, limit, ct);
    }

    async Task EndBeforeDispatchAsync(List<OrderedLine> lines, CancellationToken ct)
    {
        var (by, path, reason) = Chance(2) ? (stall.Token, "decline", "CropFailure") : (buyer.Token, "cancellation", "NotNeeded");
        await http.PostAsync(by, $"{Path}/{path}", new { reason, lineIds = lines.Select(line => line.LineId) }, ct);
        _open.RemoveAll(lines.Contains);
    }

    /// <summary>One line in five leaves with less than was ordered.</summary>
    async Task DispatchAsync(CancellationToken ct)
    {
        foreach (var line in _open)
        {
            line.Dispatched = Chance(5) ? line.Quantity - new Quantity(500) : line.Quantity;
            Taken.Add((stall.Goods.Single(goods => goods.ProductId == line.ProductId).BatchId, line.Dispatched));
        }

        await http.PostAsync(
            stall.Token,
            $"{Path}/dispatch",
            new
            {
                carrierId = market.CarrierId,
                waybill = $"YD{ShipmentId.ToString("N")[20..]}",
                lines = _open.Select(line => new { lineId = line.LineId, quantity = line.Dispatched.ToString() }),
            },
            ct);
    }

    /// <summary>The carrier brings it; or it loses some, is replaced, refuses or is silent.</summary>
    async Task DeliverAsync(CancellationToken ct)
    {
        var carrier = market.CarrierToken;
        switch (random.Next(8))
        {
            case 0:
                var lost = _open.ConvertAll(_ => Quantity.Zero);
                lost[0] = _open[0].Lost = new Quantity(250);
                await ReportLossesAsync(Chance(2) ? carrier : stall.Token, lost, ct);
                break;
            case 1:
                await ReplaceAsync(market.CarrierId, "NamedByMistake", ct);
                break;
            case 2:
                await http.PostAsync(carrier, $"{Path}/carrier/refusal", new { }, ct);
                await ReplaceAsync(stall.SupplierId, "NeverTaken", ct);
                carrier = await http.SignInAsync(Roles.Carrier, stall.SupplierId, null, null, ct);
                break;
            case 3:
                await http.PostAsync(buyer.Token, $"{Path}/arrival", new { }, ct);
                return;
        }

        await http.PostAsync(carrier, $"{Path}/delivery", new { receivedBy = "食堂管理员" }, ct);
    }

    /// <summary>One line in five arrives short or is refused in part.</summary>
    async Task AcceptAsync(CancellationToken ct)
    {
        var found = _open.ConvertAll(line =>
        {
            var @short = line.Lost + (Chance(5) ? new Quantity(250) : Quantity.Zero);
            var rejected = Chance(5) ? new Quantity(125) : Quantity.Zero;
            return (line.LineId, Accepted: line.Dispatched - @short - rejected, Short: @short, Rejected: rejected);
        });
        await http.PostAsync(
            buyer.Token,
            $"{Path}/acceptance",
            new
            {
                acceptanceId = Guid.CreateVersion7(),
                lines = found.Select(line => new
                {
                    lineId = line.LineId,
                    accepted = line.Accepted.ToString(),
                    @short = line.Short.ToString(),
                    rejected = line.Rejected.ToString(),
                    rejectionReason = line.Rejected > Quantity.Zero ? "外皮破损" : null,
                }),
            },
            ct);
        Accepted.AddRange(found.Zip(_open, (line, ordered) => Money.Of(line.Accepted, ordered.Price).Fen));
    }

    /// <summary>One part in six gives a unit of its first line back; another in six is paid.</summary>
    async Task AfterwardsAsync(Guid orderId, TimeSpan limit, CancellationToken ct)
    {
        switch (random.Next(6))
        {
            case 0:
                var returnId = Guid.CreateVersion7();
                await http.PostAsync(
                    buyer.Token,
                    $"{Path}/returns",
                    new { returnId, lineId = _open[0].LineId, acceptanceNo = 1, kind = "Return", quantity = "1", reason = "到货后发现变质" },
                    ct);
                await http.PostAsync(stall.Token, $"/logistics/returns/{returnId}/confirmation", new { }, ct);
                Returned.Add(Money.Of(Quantity.Of(1), _open[0].Price).Fen);
                break;
            case 1:
                await PayAsync(orderId, limit, ct);
                break;
        }
    }

    /// <summary>Ordering has to have heard of the acceptance: then it knows what is owed.</summary>
    async Task PayAsync(Guid orderId, TimeSpan limit, CancellationToken ct)
    {
        await Eventually.TrueAsync(
            async () => (await http.GetAsync(buyer.Token, $"/ordering/orders/{orderId}", ct)).GetProperty("parts").EnumerateArray()
                .Single(known => known.GetProperty("partId").GetGuid() == ShipmentId).GetProperty("state").GetString() == "Accepted",
            $"the acceptance of part {ShipmentId} to be known",
            limit,
            ct);
        await http.PostAsync(
            buyer.Token,
            $"/ordering/orders/{orderId}/payments",
            new
            {
                paymentId = Guid.CreateVersion7(),
                partId = ShipmentId,
                amountFen = Accepted.Sum(),
                paidOn = BusinessDay.Of(TimeProvider.System.GetUtcNow()),
                reference = $"ZZ{ShipmentId.ToString("N")[20..]}",
            },
            ct);
        PaidFen = Accepted.Sum();
    }

    async Task ReplaceAsync(Guid carrierId, string reason, CancellationToken ct) => await http.PostAsync(
        stall.Token, $"{Path}/carrier", new { carrierId, waybill = $"HH{ShipmentId.ToString("N")[20..]}", reason }, ct);

    async Task ReportLossesAsync(string by, List<Quantity> lost, CancellationToken ct) => await http.PostAsync(
        by,
        $"{Path}/losses",
        new
        {
            lines = _open.Zip(lost, (line, quantity) => new { lineId = line.LineId, quantity = quantity.ToString(), reason = "Accident" }),
        },
        ct);

    bool Chance(int oneIn) => random.Next(oneIn) == 0;

    /// <summary>A line of the part.</summary>
    sealed class OrderedLine(Guid lineId, Guid productId, Quantity quantity, UnitPrice price)
    {
        public Guid LineId => lineId;

        public Guid ProductId => productId;

        public Quantity Quantity => quantity;

        public UnitPrice Price => price;

        public Quantity Dispatched { get; set; }

        /// <summary>What was reported as lost of it, and is found to be short.</summary>
        public Quantity Lost { get; set; }
    }
}
