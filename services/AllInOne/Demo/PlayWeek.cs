using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Identity;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;

namespace Marketplace.AllInOne.Demo;

/// <summary>
/// Sixth act: a week for three schools in one order, which a post approves. Hail takes some of the potatoes, and the collective offers
/// something else; one lorry a supplier brings what is left, a crate of apples goes back, and the account of the month says what is owed.
/// </summary>
static class PlayWeek
{
    const string Buyer = "zhenhai-school";
    const int Days = 5;
    const decimal Returned = 5;

    static readonly (string Name, string Address)[] Schools =
    [
        ("招宝山校区食堂", "宁波市镇海区招宝山街道车站路1号"),
        ("骆驼校区食堂", "宁波市镇海区骆驼街道民和路2号"),
        ("蛟川校区食堂", "宁波市镇海区蛟川街道俞范路3号"),
    ];

    static readonly (Good Good, decimal Quantity)[] Daily = [(Goods.ZhaojuePotato, 40), (Goods.YanyuanApple, 30), (Goods.Walnut, 2)];

    static DemoIdentity School => DemoCast.Named(Buyer);

    public static async Task PlayAsync(DemoConsole stage, CancellationToken ct)
    {
        await stage.HeadingAsync("六、三个校区的一周：分点分日、审批、减供与替代、退货、对账",
            "A week for three schools: docks and days, an approval, a substitute, a return, the account");
        var buyer = await stage.AsAsync(Buyer, ct);
        await RegisterDocksAsync(buyer, ct);
        await ApproveWeek.FilePolicyAsync(stage, Buyer, ct);
        var (owed, credited) = (await OwedAsync(stage, buyer, ct), await CreditedAsync(stage, ct));
        var order = await PlaceAsync(stage, buyer, ct);
        await PlanTours.PlayAsync(stage, order.Monday, order.Parts, ct);
        var substitute = await SubstituteAsync(stage, buyer, order, ct);
        var accepted = await DeliverAsync(stage, buyer, [order.OrderId, substitute], ct);
        var returned = await ReturnAsync(stage, buyer, order, ct);
        await SeeAccountsAsync(stage, buyer, owed, accepted, returned, ct);
        await SeeCreditedAsync(stage, credited + accepted.Values.Sum() - returned, ct);
    }

    static async Task RegisterDocksAsync(DemoClient buyer, CancellationToken ct)
    {
        var path = $"/units/purchasing-units/{School.Org}/docks";
        foreach (var (index, (name, address)) in Schools.Index())
        {
            if (await buyer.FindAsync($"{path}/{DockOf(index)}", ct) is null)
            {
                await buyer.PostAsync(
                    path,
                    new
                    {
                        DockId = DockOf(index),
                        Dock = new
                        {
                            Name = name,
                            RegionId = "330211",
                            Address = address,
                            Hours = Enumerable.Range(1, Days).Select(day =>
                                new { Weekday = (DayOfWeek)day, From = "05:00", Until = "08:00" }),
                            HasColdStore = true,
                        },
                        ValidFrom = new DateOnly(2026, 1, 1),
                    },
                    ct);
            }
        }
    }

    /// <summary>Potatoes, apples and walnuts for each school on each day of the week after next Monday.</summary>
    static async Task<(Guid OrderId, DateOnly Monday, IReadOnlyList<JsonNode> Parts)> PlaceAsync(
        DemoConsole stage, DemoClient buyer, CancellationToken ct)
    {
        var (orderId, monday) = (Guid.CreateVersion7(), stage.Today.AddDays(((8 - (int)stage.Today.DayOfWeek) % 7) + 7));
        await buyer.PostAsync(
            "/ordering/orders",
            new
            {
                OrderId = orderId,
                UnitId = School.Org,
                Deliveries = Enumerable.Range(0, Days).SelectMany(day => Schools.Select((_, school) => new
                {
                    DockId = DockOf(school),
                    DeliverOn = monday.AddDays(day),
                    Lines = Daily.Select(line => new
                    {
                        LineId = Guid.CreateVersion7(),
                        ProductId = line.Good.Id,
                        Quantity = Quantity.Of(line.Quantity),
                        ExpectedUnitPrice = line.Good.PriceFor(line.Quantity),
                    }),
                })),
            },
            ct);
        await ApproveWeek.ApproveAsync(stage, orderId, ct);
        var view = await ConfirmedAsync(buyer, orderId, ct);
        var parts = view["parts"]!.AsArray().Select(part => part!).ToList();
        await stage.DoneAsync(
            $"{School.Zh} 一张订单：{Schools.Length} 个收货点 × {Days} 天，{parts.Count} 批，{new Money((long)view["amountFen"]!)} 元",
            $"one order: {Schools.Length} docks on {Days} days, {parts.Count} deliveries of two suppliers");
        return (orderId, monday, parts);
    }

    /// <summary>The potatoes of one day and school are lost to hail; the collective offers buckwheat for no more money.</summary>
    static async Task<Guid> SubstituteAsync(
        DemoConsole stage, DemoClient buyer, (Guid OrderId, DateOnly Monday, IReadOnlyList<JsonNode> Parts) order, CancellationToken ct)
    {
        var seller = await stage.AsAsync(Goods.ZhaojuePotato.Seller, ct);
        var collective = DemoCast.Named(Goods.ZhaojuePotato.Seller);
        var part = order.Parts.First(part => (Guid)part["supplierId"]! == collective.Org);
        await seller.PostAsync(
            $"/logistics/shipments/{part["partId"]}/decline",
            new { Reason = ShipmentCancellationReason.CropFailure, Note = "冰雹，当日无货" },
            ct);
        await stage.DoneAsync($"{collective.Zh} 因冰雹减供一批马铃薯，库存与预算随即释放", "hail: a delivery is declined, stock and budget are free again");

        var lineId = (Guid)part["lines"]![0]!["lineId"]!;
        var quantity = Quantity.Of(decimal.Floor(Daily[0].Quantity * Goods.ZhaojuePotato.Price / Goods.Buckwheat.Price));
        var (quotationId, orderId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Poll.UntilAsync<JsonNode>(
            "减供传到订单 the decline to reach the order",
            async () => (await buyer.GetAsync($"/ordering/orders/{order.OrderId}", ct))["parts"]!.AsArray()
                .Single(known => (Guid)known!["partId"]! == (Guid)part["partId"]!) is var seen
                && (string?)seen!["state"] == "Cancelled" ? seen : null,
            ct);
        await seller.PostAsync(
            "/ordering/quotations",
            new
            {
                QuotationId = quotationId,
                SupplierId = collective.Org,
                UnitId = School.Org,
                Lines = new[] { new { ProductId = Goods.Buckwheat.Id, Quantity = quantity, UnitPrice = Goods.Buckwheat.PriceFor(1) } },
                ValidUntil = stage.Today.AddDays(3),
                SubstituteFor = new { order.OrderId, LineId = lineId },
            },
            ct);
        await buyer.PostAsync($"/ordering/quotations/{quotationId}/taking", new { OrderId = orderId }, ct);
        var taken = await ConfirmedAsync(buyer, orderId, ct);
        await stage.DoneAsync(
            $"改供 {Goods.Buckwheat.Name} {quantity} {Goods.Buckwheat.Unit.Name}，{new Money((long)taken["amountFen"]!)} 元，{School.Zh} 一键接受",
            "buckwheat instead, for no more than the potatoes, taken in one call");
        return orderId;
    }

    /// <summary>Each supplier sends all of its deliveries in one request; the schools accept them in another.</summary>
    /// <returns>What was accepted, in fen, by supplier.</returns>
    static async Task<IReadOnlyDictionary<Guid, long>> DeliverAsync(
        DemoConsole stage, DemoClient buyer, Guid[] orders, CancellationToken ct)
    {
        List<JsonNode> shipments = [];
        foreach (var orderId in orders)
        {
            shipments.AddRange(await PlannedAsync(buyer, orderId, ct));
        }

        foreach (var ofSeller in shipments.GroupBy(shipment => (Guid)shipment["supplierId"]!))
        {
            await (await stage.AsAsync(SellerOf(ofSeller.Key), ct)).PostAsync(
                "/logistics/dispatches",
                new
                {
                    CarrierId = DemoCast.Named(DemoSteps.SouthWest.Identity).Org,
                    Waybill = Numbers.Waybill(DemoSteps.SouthWest.WaybillPrefix, stage.Now),
                    Items = ofSeller.Select(shipment => new
                    {
                        ShipmentId = (Guid)shipment["shipmentId"]!,
                        Lines = Lines(shipment).Select(line => new { line.LineId, line.Quantity }),
                    }),
                },
                ct);
        }

        await (await stage.AsAsync(DemoSteps.SouthWest.Identity, ct)).PostAsync(
            "/logistics/deliveries",
            new { ReceivedBy = "食堂库管员", Items = shipments.Select(shipment => new { ShipmentId = (Guid)shipment["shipmentId"]! }) },
            ct);
        await buyer.PostAsync(
            "/logistics/acceptances",
            new
            {
                Items = shipments.Select(shipment => new
                {
                    ShipmentId = (Guid)shipment["shipmentId"]!,
                    AcceptanceId = Guid.CreateVersion7(),
                    Lines = Lines(shipment).Select(line => new
                    {
                        line.LineId,
                        Accepted = line.Quantity,
                        Short = Quantity.Zero,
                        Rejected = Quantity.Zero,
                    }),
                }),
            },
            ct);
        await stage.DoneAsync(
            $"{shipments.Count} 批分两车发出，三个校区一次验收", $"{shipments.Count} deliveries in two lorries, accepted in one request");
        return shipments.GroupBy(shipment => (Guid)shipment["supplierId"]!).ToDictionary(
            ofSeller => ofSeller.Key, ofSeller => ofSeller.SelectMany(Lines).Sum(line => line.Amount.Fen));
    }

    /// <summary>A crate of apples has gone bad: it goes back, and so does its money.</summary>
    /// <returns>What is not owed any more, in fen.</returns>
    static async Task<long> ReturnAsync(
        DemoConsole stage, DemoClient buyer, (Guid OrderId, DateOnly Monday, IReadOnlyList<JsonNode> Parts) order, CancellationToken ct)
    {
        var cooperative = DemoCast.Named(Goods.YanyuanApple.Seller);
        var part = order.Parts.First(part => (Guid)part["supplierId"]! == cooperative.Org);
        var returnId = Guid.CreateVersion7();
        await buyer.PostAsync(
            $"/logistics/shipments/{part["partId"]}/returns",
            new
            {
                ReturnId = returnId,
                LineId = (Guid)part["lines"]![0]!["lineId"]!,
                AcceptanceNo = 1,
                Kind = ReturnKind.Return,
                Quantity = Quantity.Of(Returned),
                Reason = "开箱后发现霉变",
            },
            ct);
        await (await stage.AsAsync(Goods.YanyuanApple.Seller, ct)).PostAsync($"/logistics/returns/{returnId}/confirmation", new { }, ct);
        var back = Money.Of(Quantity.Of(Returned), Goods.YanyuanApple.PriceFor(Daily[1].Quantity));
        await stage.DoneAsync(
            $"退回霉变苹果 {Returned:0.###} kg，应付减 {back} 元，预算退回，计量同步冲减", "bad apples go back: owed, budget and credit follow");
        return back.Fen;
    }

    static async Task SeeAccountsAsync(
        DemoConsole stage, DemoClient buyer, IReadOnlyDictionary<Guid, long> before, IReadOnlyDictionary<Guid, long> accepted,
        long returned, CancellationToken ct)
    {
        var apples = (Guid)DemoCast.Named(Goods.YanyuanApple.Seller).Org!;
        await Poll.UntilAsync<object>(
            "应付账款 what is owed to be what was accepted less what went back",
            async () => await OwedAsync(stage, buyer, ct) is var now && accepted.All(sum =>
                now[sum.Key] - before[sum.Key] == sum.Value - (sum.Key == apples ? returned : 0))
                ? now
                : null,
            ct);
        List<string[]> rows = [["对账单 " + Month(stage), "期初 元", "期末应付 元"]];
        foreach (var supplier in accepted.Keys)
        {
            var account = await StatementAsync(stage, buyer, supplier, ct);
            rows.Add([DemoCast.Named(SellerOf(supplier)).Zh, Yuan(account["openingFen"]!), Yuan(account["closingFen"]!)]);
        }

        await stage.WriteAsync("");
        foreach (var line in Columns.Lines(rows, 1, 2))
        {
            await stage.WriteAsync($"  {line}");
        }
    }

    /// <summary>All of it is of Sichuan and for Zhejiang: credited is what was accepted less what went back.</summary>
    static async Task SeeCreditedAsync(DemoConsole stage, long expected, CancellationToken ct)
    {
        await Poll.UntilAsync<object>(
            "计入结对 the week to be credited",
            async () => await CreditedAsync(stage, ct) is var credited && credited == expected
                ? expected
                : throw new NotYetException($"{credited} / {expected}"),
            ct);
        await stage.DoneAsync($"浙江省 → 四川省 本年计入 {new Money(expected)} 元，含本周验收减退货", "credited: what was accepted less what went back");
    }

    static async Task<long> CreditedAsync(DemoConsole stage, CancellationToken ct) => (await ReadProgress.NowAsync(stage, ct))
        .Single(row => row.Pair == new Pair(Scheme.EastWest, PairingTier.Province, "330000", "510000")).YearFen;

    /// <summary>What the school owes the two suppliers, in fen.</summary>
    static async Task<IReadOnlyDictionary<Guid, long>> OwedAsync(DemoConsole stage, DemoClient buyer, CancellationToken ct)
    {
        Dictionary<Guid, long> owed = [];
        foreach (var good in Daily.Select(line => line.Good).DistinctBy(good => good.Seller))
        {
            var supplier = (Guid)DemoCast.Named(good.Seller).Org!;
            owed[supplier] = (long)(await StatementAsync(stage, buyer, supplier, ct))["closingFen"]!;
        }

        return owed;
    }

    static Task<JsonNode> StatementAsync(DemoConsole stage, DemoClient buyer, Guid supplier, CancellationToken ct) =>
        buyer.GetAsync($"/ordering/payables/statements/{Month(stage)}?unitId={School.Org}&supplierId={supplier}", ct);

    static Task<JsonNode> ConfirmedAsync(DemoClient buyer, Guid orderId, CancellationToken ct) => Poll.UntilAsync<JsonNode>(
        "订单确认 the order to be confirmed",
        async () => await buyer.GetAsync($"/ordering/orders/{orderId}", ct) is var seen && (string?)seen["state"] switch
        {
            "Confirmed" => true,
            "Cancelled" => throw new DemoFailedException($"订单被取消 The order was cancelled: {seen.ToJsonString()}"),
            _ => false,
        }
            ? seen
            : null,
        ct);

    /// <summary>The shipments of an order that are to be sent, each with its lines.</summary>
    static async Task<List<JsonNode>> PlannedAsync(DemoClient buyer, Guid orderId, CancellationToken ct)
    {
        var parts = (await buyer.GetAsync($"/ordering/orders/{orderId}", ct))["parts"]!.AsArray()
            .Where(part => (string?)part!["state"] != "Cancelled").Select(part => (Guid)part!["partId"]!).ToList();
        List<JsonNode> shipments = [];
        foreach (var part in parts)
        {
            shipments.Add(await Poll.UntilAsync(
                "运单 the shipment to be planned", () => buyer.FindAsync($"/logistics/shipments/{part}", ct), ct));
        }

        return shipments;
    }

    static IEnumerable<(Guid LineId, Quantity Quantity, Money Amount)> Lines(JsonNode shipment)
    {
        foreach (var line in shipment["lines"]!.AsArray())
        {
            var quantity = Quantity.Of(Number(line!["ordered"]!));
            yield return ((Guid)line["lineId"]!, quantity, Money.Of(quantity, UnitPrice.FromYuan(Number(line["unitPrice"]!))));
        }
    }

    static string SellerOf(Guid supplier) => DemoSteps.Sellers.Single(seller => DemoCast.Named(seller.Identity).Org == supplier).Identity;

    static decimal Number(JsonNode value) => decimal.Parse((string)value!, NumberStyles.Number, CultureInfo.InvariantCulture);

    static string Yuan(JsonNode fen) => new Money((long)fen).ToString();

    static string Month(DemoConsole stage) => string.Create(CultureInfo.InvariantCulture, $"{stage.Today:yyyy-MM}");

    // The same from one performance to the next.
    static Guid DockOf(int school) =>
        Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"0199a000-0000-7000-8000-{500 + school:D12}"));
}
