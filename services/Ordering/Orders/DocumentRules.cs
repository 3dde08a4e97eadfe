using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// What payments and invoices have in common: they belong to an order that is confirmed, and to a day since it was placed.
/// </summary>
static class DocumentRules
{
    /// <exception cref="RuleBrokenException">The order is not confirmed yet, or cancelled.</exception>
    public static void RequireConfirmed(Order order)
    {
        if (order.State is OrderState.Submitted or OrderState.AwaitingApproval)
        {
            throw new RuleBrokenException(
                "order_not_confirmed",
                $"订单 {order.Number} 尚未确认，请待库存和预算占用、审批通过后再登记。",
                $"Order {order.Number} is not confirmed yet; wait until stock and budget are held and it is approved.");
        }

        if (order.State == OrderState.Cancelled)
        {
            throw new RuleBrokenException(
                "order_cancelled",
                $"订单 {order.Number} 已取消，不能登记付款或发票；请核对订单。",
                $"Order {order.Number} is cancelled; payments and invoices can't be recorded for it. Check the order.");
        }
    }

    /// <exception cref="InvalidRequestException">The day lies in the future or before the order.</exception>
    public static void RequireDaySinceOrder(Order order, DateOnly day, string field, DateTimeOffset now)
    {
        var (placed, today) = (BusinessDay.Of(order.SubmittedAt), BusinessDay.Of(now));
        if (day < placed || day > today)
        {
            throw new InvalidRequestException(
                "day_out_of_range",
                field,
                string.Create(null, $"日期须在下单日 {placed:yyyy-MM-dd} 与今日 {today:yyyy-MM-dd} 之间。"),
                string.Create(null, $"The day must be between the day of the order, {placed:yyyy-MM-dd}, and today, {today:yyyy-MM-dd}."));
        }
    }
}
