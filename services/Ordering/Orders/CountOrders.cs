using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Orders;

/// <summary>GET /ordering/counts: how many orders are in which state.</summary>
public static class CountOrders
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/counts", HandleAsync)
        .WithName(nameof(CountOrders)).WithSummary("订单数量 Count orders by state").For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Counts>> HandleAsync(OrderingDb db, CancellationToken ct)
    {
        var byState = await db.ListedOrders().NewestCounted()
            .GroupBy(order => order.State).Select(group => new { State = group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(group => group.State, group => group.Count, ct);
        return TypedResults.Ok(new Counts
        {
            Submitted = byState.GetValueOrDefault(OrderState.Submitted),
            AwaitingApproval = byState.GetValueOrDefault(OrderState.AwaitingApproval),
            Confirmed = byState.GetValueOrDefault(OrderState.Confirmed),
            Completed = byState.GetValueOrDefault(OrderState.Completed),
            Cancelled = byState.GetValueOrDefault(OrderState.Cancelled),
            OnlyNewest = byState.Values.Sum() >= Counting.NewestMax,
            ParkedMessages = await db.ParkedMessages.LongCountAsync(row => row.DiscardedAt == null, ct),
        });
    }

    /// <summary>How many there are, within what the caller may see.</summary>
    public sealed record Counts
    {
        public required long Submitted { get; init; }

        /// <summary>待审批.</summary>
        public required long AwaitingApproval { get; init; }

        public required long Confirmed { get; init; }

        public required long Completed { get; init; }

        public required long Cancelled { get; init; }

        /// <summary>True when only the newest 2,000 were counted, so that there may be more in each state.</summary>
        public required bool OnlyNewest { get; init; }

        /// <summary>Messages that could not be handled and wait for an operator or for another attempt.</summary>
        public required long ParkedMessages { get; init; }
    }
}
