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
/// POST /accounts/offices/{regionId}/administrator: an office above invites the first administrator of the office of a region; "nation" is
/// the nation's. An operator does so for an office above which there is none with an administrator, as when the first one begins.
/// </summary>
public static class InviteOffice
{
    const string NationId = "nation";

    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid InvitationId { get; init; }

        public required string Email { get; init; }

        /// <summary>职务, at most 60 characters.</summary>
        public string? Post { get; init; }

        public void Check(Checks check)
        {
            check.NewId(InvitationId, "invitationId");
            Inviting.CheckEmail(check, Email);
            check.TextOrNone(Post, "post", Membership.PostMax);
        }
    }

    public static void Map(RouteGroupBuilder offices) => offices.MapPost("/{regionId}/administrator", HandleAsync)
        .WithName(nameof(InviteOffice)).WithSummary("邀请主管部门管理员 Invite the first administrator of an office")
        .For(Roles.Official, Roles.Operator).Decided(DecidedBy.Region).RequireIdempotencyKey<AccountsDb>();

    static async Task<Created<InvitationView>> HandleAsync(
        string regionId, Request request, AccountsDb db, Inviting inviting, Authority authority, Caller caller, TimeProvider clock,
        CancellationToken ct)
    {
        var isNation = regionId == NationId;
        var region = isNation ? null : await db.Regions.SingleOrDefaultAsync(row => row.Id == regionId && row.EndedOn == null, ct)
            ?? throw Unknown(regionId);
        var body = region is null ? Body.Nation : Body.OfRegion(region.Id);
        var answersFor = authority.AnswersFor(region?.PathValue ?? "");
        if (caller.Has(Roles.Operator))
        {
            await RequireNobodyAboveAsync(db, region, ct);
        }
        else if (!answersFor || body.Key == db.CallerBody)
        {
            throw new ForbiddenException(
                "not_above", "只能由上级主管部门邀请；本部门的同事请用“邀请同事”。",
                "An office above invites it; colleagues of your own office are invited as such.");
        }

        var own = await db.AdministratorAsync(caller, ct);
        await InviteOrganisation.RequireNoAdministratorAsync(db, body, ct);
        var offer = new Offer(body, Roles.Official, request.Post, IsAdministrator: true);
        var invitation = await inviting.InviteAsync(request.InvitationId, offer, request.Email, own, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created(
            $"/{AccountsService.Name}/invitations/{invitation.Id}", InvitationView.Of(invitation, clock.NowToTheMillisecond()));
    }

    /// <summary>Operators decide no business matter: they begin what nobody else can begin.</summary>
    static async Task RequireNobodyAboveAsync(AccountsDb db, Region? region, CancellationToken ct)
    {
        string[] above =
        [
            Body.Nation.Key,
            .. region is null ? [] : new RegionPath(region.PathValue).Ids.Where(id => id != region.Id).Select(id => Body.OfRegion(id).Key),
        ];
        if (region is not null && await db.Memberships.IgnoreQueryFilters()
            .AnyAsync(row => above.Contains(row.BodyKey) && row.IsAdministrator && row.EndedAt == null, ct))
        {
            throw new ForbiddenException(
                "office_above_invites", "上级主管部门已有管理员，应由其邀请。", "There is an office above with an administrator, who invites it.");
        }
    }

    static NotFoundException Unknown(string regionId) => new(
        "region_unknown", $"没有标识为“{regionId}”的现行行政区划。", $"There is no region \"{regionId}\" today.");
}
