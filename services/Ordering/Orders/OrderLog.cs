using Marketplace.Contracts.Ordering;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// What becomes of orders, as one line each. What happens hundreds of times a second in good health is only for those who look closely.
/// </summary>
static partial class OrderLog
{
    [LoggerMessage(LogLevel.Debug, "Order {OrderId} over {AmountFen} fen is confirmed")]
    public static partial void Confirmed(ILogger logger, Guid orderId, long amountFen);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} over {AmountFen} fen is cancelled: {Reason}")]
    public static partial void Cancelled(ILogger logger, Guid orderId, long amountFen, CancellationReason reason);

    [LoggerMessage(LogLevel.Debug, "Order {OrderId} is completed with {AcceptedFen} fen accepted")]
    public static partial void Completed(ILogger logger, Guid orderId, long acceptedFen);
}
