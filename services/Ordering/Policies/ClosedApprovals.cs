using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Policies;

/// <summary>Requests whose order has ended: nobody is asked any more.</summary>
static class ClosedApprovals
{
    extension(OrderingDb db)
    {
        /// <summary>The order was cancelled before it was confirmed; one that needed no approval costs no statement.</summary>
        public async Task CloseApprovalAsync(Order order, CancellationToken ct)
        {
            if (order.NeedsApproval)
            {
                // The supplier or a process that cancels need not see the request.
                var request = await db.ApprovalRequests.IgnoreQueryFilters().SingleAsync(known => known.OrderId == order.OrderId, ct);
                request.Close();
            }
        }
    }
}
