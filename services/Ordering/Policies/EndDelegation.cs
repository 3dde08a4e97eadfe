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
/// POST /posts/{postId}/delegations/{delegationId}/ending. The holder takes it back; it also ends with the holder's own term.
/// </summary>
public static class EndDelegation
{
    public static void Map(RouteGroupBuilder posts) => posts.MapPost("/{postId:guid}/delegations/{delegationId:guid}/ending", HandleAsync)
        .WithName(nameof(EndDelegation)).WithSummary("终止授权 End a delegation")
        .For(Roles.Approver).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    static async Task<Ok<DelegationView>> HandleAsync(
        Guid postId, Guid delegationId, OrderingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await db.LockAsync<Delegation>([delegationId], ct);
        var delegation = await db.Delegations.SingleOrDefaultAsync(
            known => known.DelegationId == delegationId && known.PostId == postId && known.UnitId == caller.Org
                && known.By == caller.Subject,
            ct) ?? throw new NotFoundException(
                "delegation_not_found",
                $"没有由您作出的授权 {delegationId}；请核对标识。",
                $"There is no delegation {delegationId} that you have given; check the id.");
        var now = clock.NowToTheMillisecond();
        if (!delegation.End(now))
        {
            throw new RuleBrokenException(
                "delegation_ended", "该授权已终止，无需再办。", "The delegation has ended already.");
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(DelegationView.Of(delegation));
    }
}
