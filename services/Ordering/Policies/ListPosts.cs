using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Policies;

/// <summary>GET /posts?unitId=… The posts of a unit, of which there are 200 at most.</summary>
public static class ListPosts
{
    public static void Map(RouteGroupBuilder posts) => posts.MapGet("/", HandleAsync)
        .WithName(nameof(ListPosts)).WithSummary("岗位列表 List the posts of a unit")
        .For(Roles.Purchaser, Roles.Approver, Roles.Auditor, Roles.Operator).RecordsAccess<OrderingDb>("post");

    static async Task<Ok<IReadOnlyList<PostView>>> HandleAsync(
        Guid unitId, OrderingDb db, KnownBuyers buyers, Caller caller, ReadAccess access, TimeProvider clock, CancellationToken ct)
    {
        _ = await UnitScope.KnownAsync(buyers, caller, unitId, ct);
        var posts = await db.PostsOfUnitsAsync([unitId], ct);
        var delegations = (await db.DelegationsOfAsync(
            [.. posts.Select(post => post.PostId)], BusinessDay.Of(clock.GetUtcNow()), ct)).ToLookup(delegation => delegation.PostId);
        access.OfList($"{unitId}", posts.Count);
        return TypedResults.Ok<IReadOnlyList<PostView>>([.. posts.Select(post => PostView.Of(post, delegations[post.PostId], caller))]);
    }
}
