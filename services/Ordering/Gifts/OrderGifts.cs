using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Gifts;

/// <summary>
/// POST /ordering/gift-lists/{listId}/order → OrderSubmitted. One order of the goods of a list, for all of its recipients; refused as long
/// as somebody comes to more than the limit a head.
/// </summary>
public static class OrderGifts
{
    public static void Map(RouteGroupBuilder lists) => lists.MapPost("/{listId:guid}/order", HandleAsync)
        .WithName(nameof(OrderGifts)).WithSummary("慰问品下单 Order the gifts of a list")
        .WithDescription("The order tells suppliers and carriers goods, docks and days, and nobody's name. It waits for approvals as any "
            + "order of the unit does. As after placing an order: poll GET /ordering/orders/{orderId}.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>What was shown and agreed.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>What all of it costs, as the list said; refused (409 price_changed) when it is another by now.</summary>
        public required long ExpectedAmountFen { get; init; }

        /// <summary>What is bought for, by whose help, through which channel. A list is for the own unit's people alone.</summary>
        public PlaceOrder.Agreed? Terms { get; init; }

        public void Check(Checks checks)
        {
            Terms?.Check(checks);
            checks.That(
                Terms?.PrincipalUnitId is null,
                "terms.principalUnitId",
                "principal_of_gifts",
                "慰问品名册只能为本单位人员下单，请去掉此项。",
                "A gift list is for people of the own unit; leave this out.");
        }
    }

    static async Task<Ok<OrderSummary>> HandleAsync(
        Guid listId, Request request, IfMatch seen, OrderingDb db, GiftLists lists, OrderPlacement placement, Caller caller,
        TimeProvider clock, CancellationToken ct)
    {
        var list = await db.LockGiftListAsync(listId, seen, ct);
        list.RequireOpen();
        // Of lists of a unit that are ordered at once the later one sees what people get of the earlier.
        await db.LockAsync<PurchasingUnit>([list.UnitId], ct);
        var assembled = await lists.AssembleAsync(list, request.Terms, ct);
        var amounts = GiftLists.AmountsOf(assembled);
        Require([.. lists.FaultsOf(assembled, await lists.HeadsAsync(list, amounts, ct))]);
        PriceAgreement.Require(assembled.Amount, new Money(request.ExpectedAmountFen));
        var order = await placement.PlaceAsync(assembled.Request, caller.Subject, ct);
        list.Order(order.OrderId, goods => new Money(amounts[goods.Number]), clock.NowToTheMillisecond());
        await db.SaveNewAsync(ct);
        return TypedResults.Ok(OrderSummary.Of(order, caller));
    }

    static void Require(IReadOnlyList<CheckFault> faults)
    {
        if (faults is [var first, ..])
        {
            throw new InvalidRequestException(
                "gift_list_faulty",
                first.Field,
                $"名册有 {faults.Count} 处问题，未下单：{first.Zh}",
                $"Nothing was ordered; the list has {faults.Count} faults. {first.En}")
            {
                Faults = faults,
            };
        }
    }
}
