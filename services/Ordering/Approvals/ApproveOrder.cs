using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Approvals;

/// <summary>
/// POST /orders/{orderId}/approval → OrderConfirmed with the last step. Whoever holds the post that the order waits for, or acts in it,
/// approves the step; nobody an order of their own, nor two steps of one.
/// </summary>
public static class ApproveOrder
{
    public static void Map(RouteGroupBuilder orders) => orders.MapPost("/{orderId:guid}/approval", HandleAsync)
        .WithName(nameof(ApproveOrder)).WithSummary("审批通过 Approve a step of an order")
        .For(Roles.Approver).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    public sealed record Request : IChecked
    {
        /// <summary>The step that the caller has seen and decides, from 1.</summary>
        public required int Step { get; init; }

        /// <summary>1 to 500 characters.</summary>
        public string? Comment { get; init; }

        public void Check(Checks check) => check.TextOrNone(Comment, "comment", max: 500);
    }

    static async Task<Ok<ApprovalView>> HandleAsync(
        Guid orderId, Request request, OrderingDb db, KnownBuyers buyers, Caller caller, TimeProvider clock, ILogger<Order> logger,
        CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var (approval, order) = await db.LockWaitingAsync(orderId, ct);
        if (Approve(approval, request, await db.RequireActorsAsync(approval, caller, now, ct), now))
        {
            var unit = await buyers.UnitAsync(order.UnitId, ct);
            var path = unit?.PathOn(BusinessDay.Of(now)) ?? new RegionPath(order.UnitPath);
            await ConfirmedOrders.PublishAsync(db, [new ConfirmedOrder(order, order.Approve(path, now)!, CausedBy: null)], logger, ct);
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ApprovalView.Of(approval, order, caller));
    }

    /// <summary>As the first of those as whom the caller may; true when it was the last step.</summary>
    static bool Approve(ApprovalRequest approval, Request request, IReadOnlyList<PostActor> actors, DateTimeOffset now)
    {
        var actor = actors.FirstOrDefault(approval.IsApart) ?? actors[0];
        return approval.Approve(request.Step, actor, request.Comment, now);
    }
}
