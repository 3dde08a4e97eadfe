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
/// POST /accounts/organisations/{organisationId}/administrator: the office that answers for an organisation invites its first
/// administrator, once the registry has published it, which is when its application was confirmed. Later ones are invited by
/// the organisation itself.
/// </summary>
public static class InviteOrganisation
{
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid InvitationId { get; init; }

        /// <summary>Of the person whom the application names.</summary>
        public required string Email { get; init; }

        public void Check(Checks check)
        {
            check.NewId(InvitationId, "invitationId");
            Inviting.CheckEmail(check, Email);
        }
    }

    public static void Map(RouteGroupBuilder organisations) => organisations.MapPost("/{organisationId:guid}/administrator", HandleAsync)
        .WithName(nameof(InviteOrganisation)).WithSummary("邀请机构管理员 Invite the first administrator of an organisation")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<AccountsDb>();

    static async Task<Created<InvitationView>> HandleAsync(
        Guid organisationId, Request request, AccountsDb db, Inviting inviting, Authority authority, Caller caller, TimeProvider clock,
        CancellationToken ct)
    {
        var organisation = await db.Organisations.SingleOrDefaultAsync(row => row.Id == organisationId, ct) ?? throw Unknown();
        var region = await db.Regions.SingleOrDefaultAsync(row => row.Id == organisation.RegionId, ct);
        authority.Require(region?.PathValue ?? "");
        var own = await db.AdministratorAsync(caller, ct);
        var body = Body.OfOrganisation(organisationId);
        await RequireNoAdministratorAsync(db, body, ct);
        var offer = new Offer(body, Duties.FirstOf(organisation.Kind), Post: null, IsAdministrator: true);
        var invitation = await inviting.InviteAsync(request.InvitationId, offer, request.Email, own, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created(
            $"/{AccountsService.Name}/invitations/{invitation.Id}", InvitationView.Of(invitation, clock.NowToTheMillisecond()));
    }

    /// <summary>From then on the organisation says itself who belongs to it.</summary>
    /// <exception cref="RuleBrokenException">There is an administrator.</exception>
    internal static async Task RequireNoAdministratorAsync(AccountsDb db, Body body, CancellationToken ct)
    {
        var key = body.Key;
        if (await db.Memberships.IgnoreQueryFilters().AnyAsync(row => row.BodyKey == key && row.IsAdministrator && row.EndedAt == null, ct))
        {
            throw new RuleBrokenException(
                "has_administrator",
                "该机构已有管理员，由其自行邀请成员。",
                "It has an administrator, who invites its people.");
        }
    }

    static NotFoundException Unknown() => new(
        "organisation_unknown",
        "登记处没有发布过该机构；请先确认其申请。",
        "The registry has published no such organisation: confirm its application first.");
}
