using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Recalls;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Shipments;

/// <summary>GET /logistics/shipments. The newest first.</summary>
public static class ListShipments
{
    public static void Map(RouteGroupBuilder shipments) => shipments.MapGet("/", HandleAsync)
        .WithName(nameof(ListShipments))
        .WithSummary("查询发货单 List shipments")
        .For(Refusals.Readers).RecordsAccess<LogisticsDb>("shipment");

    /// <summary>What is to arrive where and when; absent filters let everything through.</summary>
    /// <param name="DeliverFrom">Shipments that are to arrive on this day or later.</param>
    /// <param name="DeliverUntil">Shipments that are to arrive on this day or earlier.</param>
    /// <param name="DockId">Shipments that go to this dock.</param>
    /// <param name="Late">
    /// True for those that have not arrived and are past their window or day, or can't go any more as they were planned.
    /// </param>
    /// <param name="Recalled">True for those that have goods of a batch that is called back.</param>
    /// <param name="Breached">True for those with a breach of the cold chain that waits for a decision.</param>
    public sealed record DayFilter(
        DateOnly? DeliverFrom = null, DateOnly? DeliverUntil = null, Guid? DockId = null, bool Late = false, bool Recalled = false,
        bool Breached = false)
        : IChecked
    {
        /// <summary>There is an index for it: what is to arrive on some days is few.</summary>
        internal bool IsByDay => DeliverFrom is not null || DeliverUntil is not null;

        public void Check(Checks checks) => checks.Period(DeliverFrom ?? DateOnly.MinValue, DeliverUntil, "deliverUntil");

        internal IQueryable<Listed<Shipment>> Apply(IQueryable<Listed<Shipment>> shipments, LogisticsDb db, DateTimeOffset now)
        {
            if (Late)
            {
                shipments = shipments.Where(listed =>
                    (listed.Row.State == ShipmentState.Planned || listed.Row.State == ShipmentState.Dispatched)
                    && (listed.Row.DueAt < now || (listed.Row.LeftOutAt != null
                        && !db.PlanParts.Any(part => part.ShipmentId == listed.Row.ShipmentId && part.ReleasedAt == null))));
            }

            if (Recalled)
            {
                shipments = shipments.Where(listed => db.RecalledShipments().Contains(listed.Row.ShipmentId));
            }

            if (Breached)
            {
                shipments = shipments.Where(listed => listed.Row.BreachOpenSince != null);
            }

            if (DeliverFrom is { } first)
            {
                shipments = shipments.Where(listed => listed.Row.DeliverOn >= first);
            }

            if (DeliverUntil is { } last)
            {
                shipments = shipments.Where(listed => listed.Row.DeliverOn <= last);
            }

            return DockId is { } dock ? shipments.Where(listed => listed.Row.DockId == dock) : shipments;
        }
    }

    static async Task<Ok<Page<ShipmentSummary>>> HandleAsync(
        LogisticsDb db, Caller caller, ReadAccess access, [AsParameters] PageQuery page, [AsParameters] DayFilter days,
        TimeProvider clock, CancellationToken ct, ShipmentState? state = null, Guid? orderId = null)
    {
        var now = clock.NowToTheMillisecond();
        var wanted = db.ListedByIndex().Select(shipments => days.Apply(
            orderId is { } order ? shipments.Where(listed => listed.Row.OrderId == order) : shipments, db, now));
        if (state is { } only)
        {
            wanted = wanted.Select(shipments => shipments.InState(only));
        }
        else if (!db.IsListedByRegion && !days.IsByDay && !days.Late && !days.Recalled && !days.Breached)
        {
            // Parties have an index for each state: a short walk along each, instead of sorting all that a large carrier ever had.
            wanted = wanted.SelectMany(_ => Enum.GetValues<ShipmentState>(), (shipments, each) => shipments.InState(each));
        }

        var found = wanted.ToList() is [var single]
            ? single
            : wanted.Select(shipments => shipments.Newest(page)).Aggregate(Queryable.Concat);
        return TypedResults.Ok(access.OfList(await found.PageAsync(page, shipment => ShipmentSummary.Of(shipment, caller), ct)));
    }

    /// <summary>Written into the statement, since it depends on the state from which side the planner had better begin.</summary>
    static IQueryable<Listed<Shipment>> InState(this IQueryable<Listed<Shipment>> shipments, ShipmentState state) =>
        shipments.Where(listed => listed.Row.State == EF.Constant(state));
}
