using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Drafts;

/// <summary>
/// POST /ordering/drafts/{draftId}/order → OrderSubmitted, for each unit. All orders of the draft are placed, or none.
/// </summary>
public static class OrderDraft
{
    const int FaultsMax = 50;

    public static void Map(RouteGroupBuilder drafts) => drafts.MapPost("/{draftId:guid}/order", HandleAsync)
        .WithName(nameof(OrderDraft)).WithSummary("草稿下单 Order a draft")
        .WithDescription("One order for each unit that the draft has lines for, all of them or none; each holds the budget of its own "
            + "unit. As after placing an order: poll GET /ordering/orders/{orderId} until each is Confirmed, or Cancelled with the reason.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>What was previewed and agreed.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>What all of it costs, as the preview said; refused (409 price_changed) when it costs another amount by now.</summary>
        public required long ExpectedAmountFen { get; init; }

        /// <summary>For all orders: what is bought for, by whose help, through which channel. For whom is told by the lines.</summary>
        public PlaceOrder.Agreed? Terms { get; init; }

        public void Check(Checks checks)
        {
            Terms?.Check(checks);
            checks.That(
                Terms?.PrincipalUnitId is null,
                "terms.principalUnitId",
                "principal_by_line",
                "为哪个单位采购由各行的采购单位决定，请去掉此项。",
                "For whom it is bought is told by the unit of each line; leave this out.");
        }
    }

    /// <summary>The orders that were placed.</summary>
    public sealed record View(Guid DraftId, IReadOnlyList<OrderSummary> Orders);

    static async Task<Ok<View>> HandleAsync(
        Guid draftId, Request request, IfMatch seen, OrderingDb db, DraftOrders orders, OrderPlacement placement, Caller caller,
        TimeProvider clock, CancellationToken ct)
    {
        var draft = await db.LockDraftAsync(draftId, seen, ct);
        var assembled = await orders.AssembleAsync(draft, request.Terms, ct);
        var preview = await orders.PreviewAsync(draft, assembled, ct);
        RequireOrderable(preview);
        PriceAgreement.Require(new Money(preview.AmountFen), new Money(request.ExpectedAmountFen));
        List<Order> placed = [];
        foreach (var order in assembled)
        {
            placed.Add(await placement.PlaceAsync(order.Request, caller.Subject, ct));
        }

        draft.Order([.. placed.Select(order => order.OrderId)], clock.NowToTheMillisecond());
        await db.SaveNewAsync(ct);
        return TypedResults.Ok(new View(draftId, [.. placed.Select(order => OrderSummary.Of(order, caller))]));
    }

    static void RequireOrderable(DraftPreview preview)
    {
        if (preview.IsOrderable)
        {
            return;
        }

        List<CheckFault> faults =
        [
            .. preview.Orders.SelectMany(order => order.Faults),
            .. preview.Lines.SelectMany(line => line.Faults.Select(
                fault => new CheckFault($"lines[{line.LineNumber}].{fault.Field}", fault.Code, fault.Zh, fault.En))),
        ];
        throw new InvalidRequestException(
            "draft_faulty",
            faults is [{ Field.Length: > 0 } first, ..] ? first.Field : "lines",
            faults.Count == 0 ? "草稿中没有可下单的行。" : $"草稿有 {faults.Count} 处问题，未下任何订单；请更正后再下单。",
            faults.Count == 0 ? "The draft has no line to order." : $"Nothing was ordered: mend the {faults.Count} faults of the draft.")
        {
            Faults = [.. faults.Take(FaultsMax)],
        };
    }
}
