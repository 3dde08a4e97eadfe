using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Identity;
using Marketplace.Contracts;

namespace Marketplace.AllInOne.Demo;

/// <summary>Fourth act: the goods travel, and the buyers inspect them line by line.</summary>
static class ShipAndAccept
{
    public static async Task PlayAsync(DemoConsole stage, IReadOnlyList<Placed> orders, CancellationToken ct)
    {
        await stage.HeadingAsync("四、发货、签收、验收", "Dispatch, delivery, acceptance");
        foreach (var order in orders)
        {
            var buyer = await stage.AsAsync(order.Purchase.Buyer, ct);
            var view = await buyer.GetAsync($"/ordering/orders/{order.OrderId}", ct);
            foreach (var part in view["parts"]!.AsArray())
            {
                await SendAsync(stage, order, part!, ct);
                await ReceiveAsync(stage, order, part!, ct);
                await SettleAsync(stage, order, part!, ct);
            }
        }

        foreach (var order in orders)
        {
            var buyer = await stage.AsAsync(order.Purchase.Buyer, ct);
            await Poll.UntilAsync(
                $"订单 {order.Number} 完成 the order to be completed",
                async () => (string?)(await buyer.GetAsync($"/ordering/orders/{order.OrderId}", ct))["state"] == "Completed" ? order : null,
                ct);
        }
    }

    static async Task SendAsync(DemoConsole stage, Placed order, JsonNode part, CancellationToken ct)
    {
        var lines = Lines(order, part);
        var seller = await stage.AsAsync(lines[0].Wanted.Good.Seller, ct);
        var haulier = HaulierOf(lines[0].Wanted.Good);
        var path = $"/logistics/shipments/{part["partId"]}";
        await seller.PostAsync(
            $"{path}/dispatch",
            new
            {
                CarrierId = DemoCast.Named(haulier.Identity).Org,
                Waybill = Numbers.Waybill(haulier.WaybillPrefix, stage.Now),
                Lines = lines.Select(line => new { line.LineId, Quantity = Quantity.Of(line.Wanted.Quantity) }),
            },
            ct);
        var driver = await stage.AsAsync(haulier.Identity, ct);
        var sent = await seller.GetAsync(path, ct);
        if (sent["coldChain"] is not null)
        {
            // A logger rides with what has to be kept cold.
            await driver.PostAsync(
                $"{path}/readings",
                new { Readings = new[] { new { DeviceId = "TL-0207", StatedAt = (string)sent["dispatchedAt"]!, Celsius = 4.2m } } }, ct);
        }

        await driver.PostAsync($"{path}/delivery", new { ReceivedBy = "库管员" }, ct);
    }

    static async Task ReceiveAsync(DemoConsole stage, Placed order, JsonNode part, CancellationToken ct)
    {
        var lines = Lines(order, part);
        var buyer = await stage.AsAsync(order.Purchase.Buyer, ct);
        await buyer.PostAsync(
            $"/logistics/shipments/{part["partId"]}/acceptance",
            new
            {
                AcceptanceId = Guid.CreateVersion7(),
                Lines = lines.Select(line => new
                {
                    line.LineId,
                    Accepted = Quantity.Of(line.Wanted.Accepted),
                    Short = Quantity.Of(line.Wanted.Short),
                    Rejected = Quantity.Of(line.Wanted.Rejected),
                    RejectionReason = line.Wanted.Why,
                }),
            },
            ct);
        foreach (var (_, wanted) in lines)
        {
            var fault = wanted.Short + wanted.Rejected == 0
                ? ("", "accepted")
                : ($"（短少 {wanted.Short:0.###}，拒收 {wanted.Rejected:0.###}）", "accepted in part: some short, some refused");
            await stage.DoneAsync(
                $"{DemoCast.Named(order.Purchase.Buyer).Zh} 验收 {wanted.Good.Name} "
                + $"{wanted.Accepted:0.###} {wanted.Good.Unit.Name}{fault.Item1}，{wanted.Credited} 元",
                fault.Item2);
        }
    }

    /// <summary>The papers: an invoice and a payment for what was accepted.</summary>
    static async Task SettleAsync(DemoConsole stage, Placed order, JsonNode part, CancellationToken ct)
    {
        var lines = Lines(order, part);
        var amount = lines.Sum(line => line.Wanted.Credited.Fen);
        var path = $"/ordering/orders/{order.OrderId}";
        await (await stage.AsAsync(lines[0].Wanted.Good.Seller, ct)).PostAsync(
            $"{path}/invoices",
            new
            {
                InvoiceId = Guid.CreateVersion7(),
                PartId = (string)part["partId"]!,
                Number = Numbers.Invoice(stage.Now),
                AmountFen = amount,
                IssuedOn = stage.Today,
            },
            ct);
        await (await stage.AsAsync(order.Purchase.Buyer, ct)).PostAsync(
            $"{path}/payments",
            new
            {
                PaymentId = Guid.CreateVersion7(),
                PartId = (string)part["partId"]!,
                AmountFen = amount,
                PaidOn = stage.Today,
                Reference = Numbers.Payment(stage.Now),
            },
            ct);
    }

    static (Guid LineId, DemoLine Wanted)[] Lines(Placed order, JsonNode part) =>
        [.. part["lines"]!.AsArray().Select(line => (Guid)line!["lineId"]!).Select(id => (id, order.Lines[id]))];

    // Sichuan and Guizhou by the south-western carrier, the north by the other.
    static Haulier HaulierOf(Good good) => good.Origin[0] == '5' ? DemoSteps.SouthWest : DemoSteps.North;
}

/// <summary>Numbers as papers bear them, never twice.</summary>
static class Numbers
{
    static int _next;

    public static string Waybill(string prefix, DateTimeOffset now) => $"{prefix}{Unique(now)}";

    /// <summary>Twenty digits, as fully digital invoices have.</summary>
    public static string Invoice(DateTimeOffset now) => $"{Unique(now)}0000";

    public static string Payment(DateTimeOffset now) => $"ZF{Unique(now)}";

    // 13 digits of milliseconds and 3 that count.
    static string Unique(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeMilliseconds():D13}{Interlocked.Increment(ref _next) % 1_000:D3}");
}
