using Marketplace.Accounts.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Me;

/// <summary>GET /accounts/me/sessions: where the caller is and was signed in, the newest first.</summary>
public static class ListSessions
{
    public static void Map(RouteGroupBuilder me) => me.MapGet("/sessions", HandleAsync)
        .WithName(nameof(ListSessions)).WithSummary("登录会话 Where you are signed in").ForEveryRole().RecordsAccess<AccountsDb>("session");

    static async Task<Ok<Page<SessionView>>> HandleAsync(
        [AsParameters] PageQuery page, AccountsDb db, ReadAccess access, CancellationToken ct)
    {
        var account = (await db.OwnAccountAsync(ct)).Id;
        var rows = db.Sessions.AsNoTracking().Where(row => row.AccountId == account);
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            rows = rows.Where(row => row.Id < lastId);
        }

        var found = await rows.OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(access.OfList(
            Page.Of(found, page.Size, SessionView.Of, row => Cursor.Encode(row.Id.ToString()))));
    }
}
