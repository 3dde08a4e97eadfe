using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Payments;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>A unit that owes two suppliers for goods that were delivered some days ago.</summary>
static class PayableScenario
{
    public static async Task<OrderView> DeliveredAsync(OrderingFixture fixture, OrderView order, int part, int daysAgo)
    {
        var at = Noon.AddDays(-daysAgo);
        await fixture.HearAsync(Accepted(order, part) with { DispatchedAt = at, DeliveredAt = at });
        return await fixture.SeeAsync(order);
    }

    public static async Task PayAsync(OrderingFixture fixture, OrderView order, int part, long fen)
    {
        using var answer = await fixture.Purchaser(order.UnitId).PostOnceAsync(
            $"/ordering/orders/{order.OrderId}/payments",
            new RecordPayment.Request
            {
                PaymentId = Guid.CreateVersion7(),
                PartId = order.Parts[part].PartId,
                AmountFen = fen,
                PaidOn = Today,
                Reference = "国库-2026-1",
            },
            ct: Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    public static GoodsReturned Returned(OrderView order, int part, long fen) => new()
    {
        ReturnId = Guid.CreateVersion7(),
        OrderId = order.OrderId,
        LineId = order.Parts[part].Lines[0].LineId,
        AcceptanceNo = 1,
        Kind = fen < 0 ? ReturnKind.PriceCut : ReturnKind.PriceRise,
        Quantity = Quantity.Zero,
        AmountFen = Math.Abs(fen),
        PayableChangeFen = fen,
        ConfirmedAt = Noon,
        Reason = "到货后发现变质",
        Document = "检测报告 2026-31",
    };

    public static HttpClient Supplier(OrderingFixture fixture, OrderView order, int part) =>
        fixture.Service.Client(Roles.Supplier, org: order.Parts[part].SupplierId);
}
