using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Policies;

/// <summary>
/// PUT /posts/{postId}. An approver of the unit, or of the one above it, names a post and says who holds it from when until when. Nobody
/// appoints themselves.
/// </summary>
public static class SetPost
{
    const int HoldersMax = 50;
    const int PostsMax = 200;

    public static void Map(RouteGroupBuilder posts) => posts.MapPut("/{postId:guid}", HandleAsync)
        .WithName(nameof(SetPost)).WithSummary("设置岗位及任职人 Set a post and who holds it")
        .WithDescription("The If-Match header with the post's ETag is needed once the post exists. Holders are subjects of tokens.")
        .For(Roles.Approver).Decided(DecidedBy.Organisation).TakesIfMatch();

    public sealed record Request : IChecked
    {
        /// <summary>The unit that has the post; it stays.</summary>
        public required Guid UnitId { get; init; }

        /// <summary>Such as 科长 or 分管副校长, 1 to 50 characters.</summary>
        public required string Name { get; init; }

        /// <summary>All of them, 0 to 50; several may hold a post at once.</summary>
        public required IReadOnlyList<Post.Holder> Holders { get; init; }

        public void Check(Checks check)
        {
            check.NotEmpty(UnitId, "unitId");
            check.Text(Name, "name", max: 50);
            check.Count(Holders.Count, 0, HoldersMax, "holders", "任职人", "holders");
            if (Holders.Count <= HoldersMax)
            {
                check.Each(Holders, "holders", static (holder, within) =>
                {
                    within.Text(holder.Subject, "subject", max: 200);
                    within.Period(holder.From, holder.Until, "until");
                });
            }
        }
    }

    static async Task<Results<EtagCreated<PostView>, EtagOk<PostView>>> HandleAsync(
        Guid postId, Request request, HttpContext http, OrderingDb db, KnownBuyers buyers, Caller caller, TimeProvider clock,
        CancellationToken ct)
    {
        CheckId(postId);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync<PurchasingUnit>([request.UnitId], ct);
        var known = (await db.PostsAsync([postId], ct)).GetValueOrDefault(postId);
        if (known is not null && known.UnitId != request.UnitId)
        {
            throw TakenId.Refusal("postId");
        }

        _ = await UnitScope.RequireFilerAsync(buyers, caller, request.UnitId, known?.IsFromAbove == true, ct);
        if (known is null)
        {
            await RequireRoomAsync(db, request.UnitId, ct);
        }
        else
        {
            (await IfMatch.BindAsync(http)).Require(known.Version);
        }

        if (Post.Favours(caller.Subject, request.Holders, known?.Holders ?? []))
        {
            throw new RuleBrokenException(
                "own_appointment",
                "不能任命本人，也不能延长本人的任期；请由本单位其他审批人或上级单位办理。",
                "Nobody appoints themselves, or for longer; another approver of the unit, or the unit above, has to.",
                "holders");
        }

        var set = new Post
        {
            PostId = postId,
            Version = (known?.Version ?? 0) + 1,
            UnitId = request.UnitId,
            Name = request.Name,
            Holders = request.Holders,
            SetBy = caller.Subject,
            SetByUnitId = caller.Org!.Value,
            SetAt = clock.NowToTheMillisecond(),
        };
        db.Add(set);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        var view = PostView.Of(set, await db.DelegationsOfAsync([postId], BusinessDay.Of(set.SetAt), ct), caller);
        return known is null ? Etag.Created(http.Request.Path, view, set.Version) : Etag.Ok(view, set.Version);
    }

    static void CheckId(Guid postId)
    {
        var checks = new Checks();
        checks.NewId(postId, "postId");
        if (checks.Faults is [var fault, ..])
        {
            throw new InvalidRequestException(fault.Code, fault.Field, fault.Zh, fault.En);
        }
    }

    static async Task RequireRoomAsync(OrderingDb db, Guid unitId, CancellationToken ct)
    {
        if (await db.Posts.Where(post => post.UnitId == unitId).Select(post => post.PostId).Distinct().CountAsync(ct) >= PostsMax)
        {
            throw new RuleBrokenException(
                "too_many_posts",
                $"一个单位最多设 {PostsMax} 个岗位；不再使用的岗位可改名另用。",
                $"A unit has at most {PostsMax} posts; rename one that is no longer used.");
        }
    }
}
