using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Invitations;

/// <summary>GET /accounts/invitations: those into the caller's organisation or office, the newest first; for its administrators.</summary>
public static class ListInvitations
{
    public static void Map(RouteGroupBuilder invitations) => invitations.MapGet("/", HandleAsync)
        .WithName(nameof(ListInvitations)).WithSummary("邀请列表 The invitations of your organisation or office")
        .For(Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Facilitator, Roles.Official, Roles.Operator)
        .RecordsAccess<AccountsDb>("invitation");

    static async Task<Ok<Page<InvitationView>>> HandleAsync(
        [AsParameters] PageQuery page, AccountsDb db, Caller caller, ReadAccess access, TimeProvider clock, CancellationToken ct)
    {
        var body = (await db.AdministratorAsync(caller, ct)).BodyKey;
        var rows = db.Invitations.AsNoTracking().Where(row => row.BodyKey == body);
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            rows = rows.Where(row => row.Id < lastId);
        }

        var found = await rows.OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(ct);
        var now = clock.NowToTheMillisecond();
        return TypedResults.Ok(access.OfList(Page.Of(
            found, page.Size, row => InvitationView.Of(row, now), row => Cursor.Encode(row.Id.ToString()))));
    }
}
