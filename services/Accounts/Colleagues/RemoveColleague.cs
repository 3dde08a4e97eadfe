using Marketplace.Accounts.Invitations;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Accounts.Colleagues;

/// <summary>
/// POST /accounts/colleagues/{membershipId}/removal: an administrator ends a membership of their organisation or office, their own as well,
/// as long as an administrator is left. Tokens are renewed no more; those that there are end within minutes.
/// </summary>
public static class RemoveColleague
{
    public static void Map(RouteGroupBuilder colleagues) => colleagues.MapPost("/{membershipId:guid}/removal", HandleAsync)
        .WithName(nameof(RemoveColleague)).WithSummary("移除同事 Remove a member")
        .For(Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Facilitator, Roles.Official, Roles.Operator)
        .Decided(DecidedBy.Organisation).RequireIdempotencyKey<AccountsDb>();

    static async Task<Ok<ColleagueView>> HandleAsync(
        Guid membershipId, AccountsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var own = await db.AdministratorAsync(caller, ct);
        var colleagues = await db.LockColleaguesAsync(own.Body, ct);
        var membership = colleagues.SingleOrDefault(row => row.Id == membershipId) ?? throw LockedColleagues.Unknown();
        membership.End(colleagues, own.AccountId, clock.NowToTheMillisecond());
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ColleagueView.Of(membership));
    }
}
