using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Shipments;

/// <summary>GET /logistics/counts: how many shipments are in which state.</summary>
public static class CountShipments
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/counts", HandleAsync)
        .WithName(nameof(CountShipments)).WithSummary("发货单数量 Count shipments by state").For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Counts>> HandleAsync(LogisticsDb db, CancellationToken ct)
    {
        var byState = await db.ListedShipments().NewestCounted().GroupBy(shipment => shipment.State)
            .Select(group => new { State = group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(group => group.State, group => group.Count, ct);
        return TypedResults.Ok(new Counts
        {
            Planned = byState.GetValueOrDefault(ShipmentState.Planned),
            Dispatched = byState.GetValueOrDefault(ShipmentState.Dispatched),
            Delivered = byState.GetValueOrDefault(ShipmentState.Delivered),
            Accepted = byState.GetValueOrDefault(ShipmentState.Accepted),
            Cancelled = byState.GetValueOrDefault(ShipmentState.Cancelled),
            Lost = byState.GetValueOrDefault(ShipmentState.Lost),
            OnlyNewest = byState.Values.Sum() >= Counting.NewestMax,
            ParkedMessages = await db.ParkedMessages.LongCountAsync(row => row.DiscardedAt == null, ct),
        });
    }

    /// <summary>How many there are, within what the caller may see.</summary>
    public sealed record Counts
    {
        public required long Planned { get; init; }

        public required long Dispatched { get; init; }

        public required long Delivered { get; init; }

        public required long Accepted { get; init; }

        public required long Cancelled { get; init; }

        public required long Lost { get; init; }

        /// <summary>True when only the newest 2,000 were counted, so that there may be more in each state.</summary>
        public required bool OnlyNewest { get; init; }

        /// <summary>Messages that could not be handled and wait for an operator or for another attempt.</summary>
        public required long ParkedMessages { get; init; }
    }
}
