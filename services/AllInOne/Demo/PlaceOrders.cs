using Marketplace.AllInOne.Identity;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;

namespace Marketplace.AllInOne.Demo;

/// <summary>An order that has been placed, with the lines under the ids that they got.</summary>
sealed record Placed(Purchase Purchase, Guid OrderId, string Number, IReadOnlyDictionary<Guid, DemoLine> Lines)
{
    public Buyer Buyer => DemoSteps.Buyers.Single(buyer => buyer.Identity == Purchase.Buyer);
}

/// <summary>Third act: the units order in bulk; stock and budget are held, or the order is refused.</summary>
static class PlaceOrders
{
    public static async Task<IReadOnlyList<Placed>> PlayAsync(DemoConsole stage, CancellationToken ct)
    {
        await stage.HeadingAsync("三、批量采购：占用库存与预算", "Orders: stock and budget are held");
        List<Placed> placed = [];
        foreach (var purchase in DemoSteps.Purchases)
        {
            placed.Add(await PlaceAsync(stage, purchase, ct));
        }

        List<Placed> confirmed = [];
        foreach (var order in placed)
        {
            await SeeDecidedAsync(stage, order, ct);
            if (order.Purchase.Refusal is null)
            {
                confirmed.Add(order);
            }
        }

        return confirmed;
    }

    static async Task<Placed> PlaceAsync(DemoConsole stage, Purchase purchase, CancellationToken ct)
    {
        var who = DemoCast.Named(purchase.Buyer);
        var orderId = Guid.CreateVersion7();
        var lines = purchase.Lines.ToDictionary(_ => Guid.CreateVersion7());
        var buyer = DemoSteps.Buyers.Single(unit => unit.Identity == purchase.Buyer);
        var quotationId = await QuoteAsync(stage, purchase, ct);
        var acting = await stage.AsAsync(purchase.Buyer, ct);
        var view = await acting.PostAsync(
            "/ordering/orders",
            new
            {
                OrderId = orderId,
                UnitId = who.Org,
                DeliveryRegionId = buyer.Region,
                DeliveryAddress = buyer.Address,
                QuotationId = quotationId,
                Lines = lines.Select(line => new
                {
                    LineId = line.Key,
                    ProductId = line.Value.Good.Id,
                    Quantity = Quantity.Of(line.Value.Quantity),
                    ExpectedUnitPrice = line.Value.Price,
                }),
            },
            ct);
        var expected = lines.Values.Sum(line => line.Ordered.Fen);
        if ((long)view["amountFen"]! != expected)
        {
            throw new DemoFailedException($"订单金额不符 The order should amount to {expected} fen: {view.ToJsonString()}");
        }

        return new Placed(purchase, orderId, (string)view["number"]!, lines);
    }

    /// <summary>The seller quotes what the buyer orders at another price than the listing's; null when nothing is.</summary>
    static async Task<Guid?> QuoteAsync(DemoConsole stage, Purchase purchase, CancellationToken ct)
    {
        if (purchase.Lines.All(line => line.QuotedYuan is null))
        {
            return null;
        }

        var quotationId = Guid.CreateVersion7();
        var (seller, buyer) = (DemoCast.Named(purchase.Lines[0].Good.Seller), DemoCast.Named(purchase.Buyer));
        await (await stage.AsAsync(purchase.Lines[0].Good.Seller, ct)).PostAsync(
            "/ordering/quotations",
            new
            {
                QuotationId = quotationId,
                SupplierId = seller.Org,
                UnitId = buyer.Org,
                Lines = purchase.Lines.Select(line => new
                {
                    ProductId = line.Good.Id,
                    Quantity = Quantity.Of(line.Quantity),
                    UnitPrice = line.Price,
                }),
                ValidUntil = stage.Today.AddDays(7),
            },
            ct);
        var goods = string.Join("、", purchase.Lines.Select(line => $"{line.Good.Name} {line.Price} 元/{line.Good.Unit.Name}"));
        await stage.DoneAsync($"{seller.Zh} 向 {buyer.Zh} 报价：{goods}", "a price of its own, quoted by the seller");
        return quotationId;
    }

    static async Task SeeDecidedAsync(DemoConsole stage, Placed order, CancellationToken ct)
    {
        var who = DemoCast.Named(order.Purchase.Buyer);
        var acting = await stage.AsAsync(order.Purchase.Buyer, ct);
        var view = await Poll.UntilAsync(
            $"订单 {order.Number} 确认或取消 the order to be confirmed or cancelled",
            async () => await acting.GetAsync($"/ordering/orders/{order.OrderId}", ct) is var seen && (string?)seen["state"] != "Submitted"
                ? seen
                : null,
            ct);
        var state = (string)view["state"]!;
        var reason = (string?)view["cancellation"]?["reason"];
        if (reason != order.Purchase.Refusal?.ToString() || (state == "Cancelled") != (order.Purchase.Refusal is not null))
        {
            throw new DemoFailedException(
                $"订单 {order.Number} 的结果与剧本不符 the order ended otherwise than the script says: {view.ToJsonString()}");
        }

        var goods = string.Join("、", order.Lines.Values.Select(line => $"{line.Good.Name} {line.Quantity:0.###} {line.Good.Unit.Name}"));
        var amount = new Money(order.Lines.Values.Sum(line => line.Ordered.Fen));
        await (order.Purchase.Refusal switch
        {
            CancellationReason.StockShort => stage.DoneAsync($"{who.Zh} 采购 {goods}：库存不足，整单退回", "refused, stock is short"),
            CancellationReason.BudgetExceeded => stage.DoneAsync($"{who.Zh} 采购 {goods}：超出预算，整单退回", "refused, the budget does not cover it"),
            _ when order.Lines.Count > 1 => stage.DoneAsync(
                $"{who.Zh} 采购 {goods}，{amount} 元", $"confirmed, {order.Lines.Count} lines of {view["parts"]!.AsArray().Count} supplier(s)"),
            _ => stage.DoneAsync($"{who.Zh} 采购 {goods}，{amount} 元", "confirmed"),
        });
    }
}
