using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Holds;

/// <summary>GET /credits/holds. The oldest first, since they wait longest; a proposal about one names its id.</summary>
public static class ListHolds
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/holds", HandleAsync)
        .WithName("ListHolds")
        .WithSummary("待定清单 Held sales")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<HoldView>>> HandleAsync(
        CreditingDb db, [AsParameters] PageQuery page, CancellationToken ct,
        HoldState? state = null, CreditReason? reason = null, Guid? lineId = null, Guid? holdId = null)
    {
        var holds = db.Holds.AsNoTracking()
            .Where(hold => (state == null || hold.State == state) && (reason == null || hold.Reason == reason)
                && (lineId == null || hold.LineId == lineId) && (holdId == null || hold.HoldId == holdId));
        if (Cursor.Decode(page.After, 2) is { } last)
        {
            var (at, id) = (
                DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Cursor.Number(last[0]), 0, 4_102_444_800_000)), Cursor.Id(last[1]));
            holds = holds.Where(hold => hold.HeldAt > at || (hold.HeldAt == at && hold.HoldId.CompareTo(id) > 0));
        }

        var rows = await holds.OrderBy(hold => hold.HeldAt).ThenBy(hold => hold.HoldId).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(rows, page.Size, HoldView.Of, hold => Cursor.Encode(
            hold.HeldAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), hold.HoldId.ToString())));
    }
}
