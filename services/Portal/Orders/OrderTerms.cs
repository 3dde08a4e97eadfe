using Marketplace.Client.Ordering;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Orders;

/// <summary>How the states of orders are called, and what comes next of each.</summary>
static class OrderTerms
{
    extension(Language language)
    {
        public string Order(OrderState state) => state switch
        {
            OrderState.Submitted => language["处理中", "In work"],
            OrderState.AwaitingApproval => language["待审批", "Awaiting approval"],
            OrderState.Confirmed => language["已确认", "Confirmed"],
            OrderState.Cancelled => language["已取消", "Cancelled"],
            OrderState.Completed => language["已完成", "Completed"],
        };

        public string Part(PartState state) => state switch
        {
            PartState.Pending => language["待确认", "Pending"],
            PartState.Confirmed => language["待发货", "To be sent"],
            PartState.Dispatched => language["在路上", "On its way"],
            PartState.Delivered => language["待验收", "To be accepted"],
            PartState.Accepted => language["已验收", "Accepted"],
            PartState.Cancelled => language["已取消", "Cancelled"],
            PartState.Lost => language["已灭失", "Lost"],
        };

        public string Cancellation(CancellationReason reason) => reason switch
        {
            CancellationReason.Withdrawn => language["采购方撤回", "Withdrawn by the buyer"],
            CancellationReason.StockShort => language["库存不足", "Stock was short"],
            CancellationReason.BudgetExceeded => language["预算不足", "The budget did not suffice"],
            CancellationReason.NoBudget => language["未填报预算", "No budget was set"],
            CancellationReason.TimedOut => language["处理超时", "It took too long"],
            CancellationReason.PartsCancelled => language["各批均已取消", "All of its parts were cancelled"],
            CancellationReason.NotApproved => language["审批退回", "Not approved"],
            CancellationReason.ApprovalExpired => language["审批逾期", "Not approved in time"],
        };

        /// <summary>Who has to do what next.</summary>
        public string Next(OrderSummary order) => order.State switch
        {
            OrderState.Submitted => language["正在占用库存和预算", "Stock and budget are being held"],
            OrderState.AwaitingApproval => language["等审批岗位决定", "A post is to approve it"],
            OrderState.Cancelled => order.Cancellation is { } cancelled ? language.Cancellation(cancelled.Reason) : "",
            OrderState.Completed => language["验收完毕，可付款", "All accepted; to be paid"],
            OrderState.Confirmed => language.Parts(order),
        };

        string Parts(OrderSummary order)
        {
            int Count(PartState state) => order.Parts.Count(part => part.State == state);
            return (Count(PartState.Delivered), Count(PartState.Dispatched), Count(PartState.Confirmed) + Count(PartState.Pending)) switch
            {
                ( > 0 and var arrived, _, _) => language[$"{arrived} 批已到，请验收", $"{arrived} arrived: to be accepted"],
                (_, > 0 and var coming, _) => language[$"{coming} 批在路上", $"{coming} on the way"],
                (_, _, > 0 and var waiting) => language[$"{waiting} 批等供应商发货", $"{waiting} to be sent by suppliers"],
                _ => language["即将完成", "About to be completed"],
            };
        }

        /// <summary>Why orders seem to belong together.</summary>
        public string Sign(SplitSign sign) => sign switch
        {
            SplitSign.SameDeliveryDay => language["同日送达", "same day of delivery"],
            SplitSign.SameOrderDay => language["同日下单", "same day of ordering"],
            SplitSign.JustBelowLimit => language["略低于限额", "just below the limit"],
        };
    }

    /// <summary>How a state looks.</summary>
    public static string Tone(this OrderState state) => state switch
    {
        OrderState.Submitted or OrderState.AwaitingApproval => "warn",
        OrderState.Confirmed or OrderState.Completed => "good",
        OrderState.Cancelled => "soft",
    };
}
