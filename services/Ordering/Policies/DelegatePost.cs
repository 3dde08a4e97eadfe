using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Policies;

/// <summary>
/// POST /posts/{postId}/delegations. Whoever holds a post has somebody else act in it for some days. Who acts for somebody does not pass
/// that on, and approves neither an order of their own nor one of whoever they act for.
/// </summary>
public static class DelegatePost
{
    const int DaysMax = 366;

    public static void Map(RouteGroupBuilder posts) => posts.MapPost("/{postId:guid}/delegations", HandleAsync)
        .WithName(nameof(DelegatePost)).WithSummary("授权他人代行岗位 Delegate a post for some days")
        .For(Roles.Approver).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid DelegationId { get; init; }

        /// <summary>The subject of the tokens of whoever acts, as an approver of the same unit.</summary>
        public required string To { get; init; }

        /// <summary>First day, today at the earliest.</summary>
        public required DateOnly From { get; init; }

        /// <summary>Last day, inclusive; within 366 days.</summary>
        public required DateOnly Until { get; init; }

        /// <summary>1 to 200 characters.</summary>
        public required string Reason { get; init; }

        public void Check(Checks check)
        {
            check.NewId(DelegationId, "delegationId");
            check.Text(To, "to", max: 200);
            check.Text(Reason, "reason", max: 200);
            check.Day(Until, From, From > DateOnly.MaxValue.AddDays(-DaysMax) ? DateOnly.MaxValue : From.AddDays(DaysMax), "until");
        }
    }

    static async Task<Created<DelegationView>> HandleAsync(
        Guid postId, Request request, OrderingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var post = (await db.PostsAsync([postId], ct)).GetValueOrDefault(postId);
        if (post is null || post.UnitId != caller.Org)
        {
            throw UnitPosts.Unknown(postId);
        }

        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        if (!post.IsHeldBy(caller.Subject, today))
        {
            throw new ForbiddenException(
                "not_the_holder",
                $"您今日未任岗位“{post.Name}”，不能授权他人代行；代行人不能转授权。",
                $"You do not hold the post \"{post.Name}\" today; who acts for its holder can't pass that on.");
        }

        if (request.To == caller.Subject)
        {
            throw new InvalidRequestException("own_delegation", "to", "不能授权给本人。", "Nobody delegates to themselves.");
        }

        if (request.From < today)
        {
            throw new InvalidRequestException(
                "day_out_of_range", "from", $"授权最早自今日 {today:yyyy-MM-dd} 起。", $"It begins today, {today:yyyy-MM-dd}, at the earliest.");
        }

        if (await db.Delegations.AnyAsync(known => known.DelegationId == request.DelegationId, ct))
        {
            throw TakenId.Refusal("delegationId");
        }

        var delegation = new Delegation
        {
            DelegationId = request.DelegationId,
            PostId = postId,
            UnitId = post.UnitId,
            By = caller.Subject,
            To = request.To,
            From = request.From,
            Until = request.Until,
            Reason = request.Reason,
            GivenAt = now,
        };
        db.Add(delegation);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/{OrderingService.Name}/posts?unitId={post.UnitId}", DelegationView.Of(delegation));
    }
}
