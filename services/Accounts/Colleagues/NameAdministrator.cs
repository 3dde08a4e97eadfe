using Marketplace.Accounts.Invitations;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Accounts.Colleagues;

/// <summary>
/// POST /accounts/colleagues/{membershipId}/administration: an administrator lets a colleague invite and remove others too, such as a
/// successor.
/// </summary>
public static class NameAdministrator
{
    public static void Map(RouteGroupBuilder colleagues) => colleagues.MapPost("/{membershipId:guid}/administration", HandleAsync)
        .WithName(nameof(NameAdministrator)).WithSummary("指定管理员 Name an administrator")
        .For(Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Facilitator, Roles.Official, Roles.Operator)
        .Decided(DecidedBy.Organisation).RequireIdempotencyKey<AccountsDb>();

    static async Task<Ok<ColleagueView>> HandleAsync(Guid membershipId, AccountsDb db, Caller caller, CancellationToken ct)
    {
        var own = await db.AdministratorAsync(caller, ct);
        var colleagues = await db.LockColleaguesAsync(own.Body, ct);
        var membership = colleagues.SingleOrDefault(row => row.Id == membershipId) ?? throw LockedColleagues.Unknown();
        membership.MakeAdministrator();
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ColleagueView.Of(membership));
    }
}
