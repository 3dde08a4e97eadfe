using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Invitations;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Colleagues;

/// <summary>GET /accounts/colleagues: the members of the caller's organisation or office, removed ones too.</summary>
public static class ListColleagues
{
    public static void Map(RouteGroupBuilder colleagues) => colleagues.MapGet("/", HandleAsync)
        .WithName(nameof(ListColleagues)).WithSummary("同事列表 The members of your organisation or office")
        .For(Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Facilitator, Roles.Official, Roles.Operator)
        .RecordsAccess<AccountsDb>("colleague");

    static async Task<Ok<Page<ColleagueView>>> HandleAsync(
        [AsParameters] PageQuery page, AccountsDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var body = (await db.OwnMembershipAsync(caller, ct)).BodyKey;
        var rows = db.Memberships.AsNoTracking().Include(row => row.Account).Where(row => row.BodyKey == body);
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            rows = rows.Where(row => row.Id > lastId);
        }

        var found = await rows.OrderBy(row => row.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(access.OfList(
            Page.Of<Membership, ColleagueView>(found, page.Size, ColleagueView.Of, row => Cursor.Encode(row.Id.ToString()))));
    }
}
