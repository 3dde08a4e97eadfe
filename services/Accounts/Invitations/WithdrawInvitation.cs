using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Invitations;

/// <summary>
/// POST /accounts/invitations/{invitationId}/withdrawal: an administrator of the organisation or office, or whoever sent it, takes an
/// invitation back while nobody has used it.
/// </summary>
public static class WithdrawInvitation
{
    public static void Map(RouteGroupBuilder invitations) => invitations.MapPost("/{invitationId:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawInvitation)).WithSummary("撤回邀请 Withdraw an invitation")
        .For(Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Facilitator, Roles.Official, Roles.Operator)
        .Decided(DecidedBy.Organisation).RequireIdempotencyKey<AccountsDb>();

    static async Task<Ok<InvitationView>> HandleAsync(
        Guid invitationId, AccountsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var own = await db.AdministratorAsync(caller, ct);
        var (body, account) = (own.BodyKey, own.AccountId);
        // Who invited an organisation's first administrator is not of that organisation.
        var invitation = await db.Invitations.IgnoreQueryFilters().SingleOrDefaultAsync(
            row => row.Id == invitationId && (row.BodyKey == body || row.InvitedBy == account), ct)
            ?? throw new NotFoundException("invitation_unknown", "没有该邀请。", "There is no such invitation.");
        var now = clock.NowToTheMillisecond();
        invitation.Withdraw(now);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(InvitationView.Of(invitation, now));
    }
}
