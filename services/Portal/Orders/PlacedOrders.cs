using Marketplace.Client.Ordering;
using Marketplace.Portal.Clients;

namespace Marketplace.Portal.Orders;

/// <summary>Orders that were placed just now.</summary>
static class PlacedOrders
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    /// <summary>Waits a little for stock and budget to be held elsewhere, so that people see what has become of the order.</summary>
    public static async Task HeldAsync(
        this MarketplaceServices services, IReadOnlyList<Guid> orders, TimeProvider clock, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + Longest;
        foreach (var orderId in orders)
        {
            while (clock.GetUtcNow() < until
                && (await services.Ordering.GetOrderAsync(orderId, cancellationToken: ct)).State == OrderState.Submitted)
            {
                await Task.Delay(Pause, clock, ct);
            }
        }
    }
}
