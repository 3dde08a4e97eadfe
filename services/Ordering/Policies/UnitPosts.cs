using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Policies;

/// <summary>Posts of units, each in its newest version, and who acts in them. A unit has some dozens at most.</summary>
static class UnitPosts
{
    extension(OrderingDb db)
    {
        /// <summary>The posts of these units.</summary>
        public async Task<List<Post>> PostsOfUnitsAsync(IReadOnlyCollection<Guid> unitIds, CancellationToken ct) =>
            Newest(await db.Posts.AsNoTracking().Where(post => unitIds.Contains(post.UnitId)).ToListAsync(ct));

        /// <summary>The posts of these ids; what there is not is left out.</summary>
        public async Task<Dictionary<Guid, Post>> PostsAsync(IReadOnlyCollection<Guid> postIds, CancellationToken ct) =>
            Newest(await db.Posts.AsNoTracking().Where(post => postIds.Contains(post.PostId)).ToListAsync(ct))
                .ToDictionary(post => post.PostId);

        /// <summary>The delegations of these posts that are not over.</summary>
        public Task<List<Delegation>> DelegationsOfAsync(IReadOnlyCollection<Guid> postIds, DateOnly today, CancellationToken ct) =>
            db.Delegations.AsNoTracking()
                .Where(delegation => postIds.Contains(delegation.PostId) && delegation.EndedAt == null && delegation.Until >= today)
                .ToListAsync(ct);

        /// <summary>As whom a caller may act in a post of its own unit today: in person first.</summary>
        public async Task<IReadOnlyList<PostActor>> ActorsAsync(Caller caller, Guid postId, DateOnly today, CancellationToken ct)
        {
            var post = (await db.PostsAsync([postId], ct)).GetValueOrDefault(postId);
            if (post is null || post.UnitId != caller.Org)
            {
                return [];
            }

            var delegations = await db.Delegations.AsNoTracking()
                .Where(delegation => delegation.PostId == postId && delegation.To == caller.Subject && delegation.EndedAt == null)
                .ToListAsync(ct);
            return
            [
                .. post.IsHeldBy(caller.Subject, today) ? new[] { new PostActor(caller.Subject) } : [],
                .. delegations.Where(delegation => delegation.HoldsOn(today, post))
                    .Select(delegation => new PostActor(caller.Subject, delegation.By, delegation.DelegationId)),
            ];
        }

        /// <summary>The posts in which a caller may act today.</summary>
        public async Task<Guid[]> PostsOfCallerAsync(Caller caller, DateOnly today, CancellationToken ct)
        {
            if (caller.Org is not { } unitId)
            {
                return [];
            }

            var posts = await db.PostsOfUnitsAsync([unitId], ct);
            var delegations = (await db.Delegations.AsNoTracking()
                .Where(delegation => delegation.UnitId == unitId && delegation.To == caller.Subject && delegation.EndedAt == null)
                .ToListAsync(ct)).ToLookup(delegation => delegation.PostId);
            return
            [
                .. posts.Where(post => post.IsHeldBy(caller.Subject, today)
                    || delegations[post.PostId].Any(delegation => delegation.HoldsOn(today, post))).Select(post => post.PostId),
            ];
        }
    }

    /// <summary>The refusal of a post that there is not, or that the caller may not know of.</summary>
    public static NotFoundException Unknown(Guid postId) => new(
        "post_not_found",
        $"没有岗位 {postId}，或您无权办理；请核对岗位标识。",
        $"There is no post {postId} that you may act on; check the id.");

    static List<Post> Newest(IEnumerable<Post> versions) =>
        [.. versions.GroupBy(post => post.PostId).Select(group => group.MaxBy(post => post.Version)!).OrderBy(post => post.PostId)];
}
