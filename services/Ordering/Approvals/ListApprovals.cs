using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Policies;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Approvals;

/// <summary>GET /approvals. What waits for the caller's decision, or all requests that the caller sees, the newest first.</summary>
public static class ListApprovals
{
    public static void Map(RouteGroupBuilder approvals) => approvals.MapGet("/", HandleAsync)
        .WithName(nameof(ListApprovals)).WithSummary("审批列表 List approvals")
        .WithDescription("With mine=true what waits for a post that the caller holds or acts in today, and may decide in person.")
        .For(RequestedOrders.Readers).RecordsAccess<OrderingDb>("approval");

    static async Task<Ok<Page<ApprovalView>>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, Caller caller, ReadAccess access, TimeProvider clock, CancellationToken ct,
        bool mine = false)
    {
        var requests = mine
            ? Waiting(db, caller, await db.PostsOfCallerAsync(caller, BusinessDay.Of(clock.GetUtcNow()), ct))
            : Seen(db);
        var found = await requests.PageAsync(page, request => request, ct);
        var orders = await db.OrdersOfRequestsAsync([.. found.Items.Select(request => request.OrderId)], ct);
        return TypedResults.Ok(access.OfList(new Page<ApprovalView>
        {
            Items = [.. found.Items.Select(request => ApprovalView.Of(request, orders[request.OrderId], caller))],
            Next = found.Next,
        }));
    }

    /// <summary>By the post, so that those of others who wait are not read.</summary>
    static IQueryable<Listed<ApprovalRequest>> Waiting(OrderingDb db, Caller caller, Guid[] posts) =>
        from request in db.ApprovalRequests.IgnoreQueryFilters().AsNoTracking().Include(row => row.Decisions)
        where request.CurrentPostId != null && posts.Contains(request.CurrentPostId.Value)
            && request.PlacedBy != caller.Subject
            && !request.Decisions.Any(decision => decision.DecidedBy == caller.Subject || decision.OnBehalfOf == caller.Subject)
        select new Listed<ApprovalRequest> { At = request.RequestedAt, Id = request.OrderId, Row = request };

    /// <summary>A unit has its rows beside the requests, in the order of the list.</summary>
    static IQueryable<Listed<ApprovalRequest>> Seen(OrderingDb db) => db.UnitScope is { } own
        ? from unit in db.ApprovalUnits
          join request in db.ApprovalRequests.IgnoreQueryFilters().AsNoTracking().Include(row => row.Decisions)
              on unit.OrderId equals request.OrderId
          where unit.UnitId == own
          select new Listed<ApprovalRequest> { At = unit.RequestedAt, Id = unit.OrderId, Row = request }
        : db.ApprovalRequests.AsNoTracking().Include(row => row.Decisions)
            .Select(request => new Listed<ApprovalRequest> { At = request.RequestedAt, Id = request.OrderId, Row = request });
}
