using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Quotations;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// POST /ordering/quotations/{quotationId}/taking → OrderSubmitted. The buyer takes a substitute as it is offered: an order of all of the
/// quotation, to where the goods of the declined line were to go and on the same terms. Who leaves it does nothing.
/// </summary>
public static class TakeSubstitute
{
    public static void Map(RouteGroupBuilder quotations) => quotations.MapPost("/{quotationId:guid}/taking", HandleAsync)
        .WithName(nameof(TakeSubstitute)).WithSummary("接受替代品 Take a substitute")
        .WithDescription("As after placing an order: poll GET /ordering/orders/{orderId} until it is Confirmed, or Cancelled with "
            + "the reason.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>Under which id it is ordered, and for when.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid OrderId { get; init; }

        /// <summary>Absent for the day of the declined line; another when the substitute can't come then.</summary>
        public DateOnly? DeliverOn { get; init; }

        public void Check(Checks checks) => checks.NewId(OrderId, "orderId");
    }

    static async Task<Created<OrderView>> HandleAsync(
        Guid quotationId,
        Request request,
        OrderingDb db,
        OrderPlacement placement,
        Caller caller,
        CancellationToken ct)
    {
        var quotation = await db.Quotations.AsNoTracking().SingleOrDefaultAsync(row => row.QuotationId == quotationId, ct)
            ?? throw OrdersOfQuotations.Unknown(quotationId);
        if (quotation.UnitId != caller.Org)
        {
            throw new ForbiddenException(
                "not_your_quotation", "该报价不是报给贵单位的。", "This quotation was not made out to your unit.");
        }

        if (quotation.SubstituteForOrderId is not { } declinedId)
        {
            throw new RuleBrokenException(
                "not_a_substitute",
                "该报价不是替代品；请下单并填写报价标识。",
                "This quotation is no substitute; place an order that names it.");
        }

        var declined = await db.Orders.AsNoTracking().SingleAsync(order => order.OrderId == declinedId, ct);
        var part = await db.Parts.AsNoTracking()
            .SingleAsync(known => known.Lines.Any(line => line.LineId == quotation.SubstituteForLineId), ct);
        return await PlaceOrder.HandleAsync(Ordered(request, quotation, declined, part), placement, db, caller, ct);
    }

    /// <summary>To the dock of the declined line, or to the same place.</summary>
    static PlaceOrder.Request Ordered(Request request, Quotation quotation, Order declined, OrderPart part)
    {
        var day = request.DeliverOn ?? part.DeliverOn;
        PlaceOrder.Line[] lines =
        [
            .. quotation.Lines.Select(line => new PlaceOrder.Line
            {
                LineId = Guid.CreateVersion7(),
                ProductId = line.ProductId,
                Quantity = line.Quantity,
                ExpectedUnitPrice = line.UnitPrice,
            }),
        ];
        var ordered = new PlaceOrder.Request
        {
            OrderId = request.OrderId,
            UnitId = declined.UnitId,
            Terms = TermsOf(declined),
            QuotationId = quotation.QuotationId,
        };
        return part is { DockId: { } dockId } && day is { } known
            ? ordered with { Deliveries = [new() { DockId = dockId, DeliverOn = known, Window = part.Window, Lines = lines }] }
            : ordered with
            {
                DeliveryRegionId = part.DeliveryPath.RegionId,
                DeliveryAddress = part.DeliveryAddress ?? throw new RuleBrokenException(
                    "address_forgotten",
                    "原订单的收货地址已按规定清除；请下单并填写报价标识和收货地址。",
                    "The address of the earlier order is forgotten by now; place an order that names the quotation and an address."),
                DeliverOn = day,
                Lines = lines,
            };
    }

    static PlaceOrder.Agreed? TermsOf(Order declined) => declined.Terms is not { } terms ? null : new()
    {
        Capacity = terms.Capacity,
        PrincipalUnitId = terms.PrincipalUnitId,
        FacilitatorId = terms.Facilitation?.FacilitatorId,
        FacilitatorProof = terms.Facilitation?.Proof,
        Channel = terms.Channel,
    };
}
