using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Invitations;

/// <summary>
/// POST /accounts/invitations: an administrator invites somebody into their own organisation or office, in a role that there is in it. The
/// link goes to the invited alone.
/// </summary>
public static class InviteColleague
{
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid InvitationId { get; init; }

        public required string Email { get; init; }

        /// <summary>One that there is in the caller's organisation or office.</summary>
        public required string Role { get; init; }

        /// <summary>职务, at most 60 characters.</summary>
        public string? Post { get; init; }

        /// <summary>Whether they will invite and remove others as well.</summary>
        public bool IsAdministrator { get; init; }

        public void Check(Checks check)
        {
            check.NewId(InvitationId, "invitationId");
            Inviting.CheckEmail(check, Email);
            check.TextOrNone(Post, "post", Membership.PostMax);
        }
    }

    public static void Map(RouteGroupBuilder invitations) => invitations.MapPost("/", HandleAsync)
        .WithName(nameof(InviteColleague)).WithSummary("邀请同事 Invite a colleague")
        .For(Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Facilitator, Roles.Official, Roles.Operator)
        .Decided(DecidedBy.Organisation).RequireIdempotencyKey<AccountsDb>();

    static async Task<Created<InvitationView>> HandleAsync(
        Request request, AccountsDb db, Inviting inviting, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var own = await db.AdministratorAsync(caller, ct);
        var roles = await RolesOfAsync(db, own.Body, ct);
        if (!roles.Contains(request.Role))
        {
            throw new InvalidRequestException(
                "role_not_given_here",
                "role",
                $"您的单位没有该角色；可授予的角色：{string.Join("、", roles)}。",
                $"There is no such role in your organisation or office; you can give {string.Join(", ", roles)}.");
        }

        var offer = new Offer(own.Body, request.Role, request.Post, request.IsAdministrator);
        var invitation = await inviting.InviteAsync(request.InvitationId, offer, request.Email, own, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created(
            $"/{AccountsService.Name}/invitations/{invitation.Id}", InvitationView.Of(invitation, clock.NowToTheMillisecond()));
    }

    static async Task<IReadOnlyList<string>> RolesOfAsync(AccountsDb db, Body body, CancellationToken ct)
    {
        if (body.OrganisationId is not { } organisationId)
        {
            return Duties.Of(body);
        }

        var kinds = await db.Organisations.Where(row => row.Id == organisationId).Select(row => row.Kind).ToListAsync(ct);
        return kinds is [var kind] ? Duties.Of(kind) : [];
    }
}
