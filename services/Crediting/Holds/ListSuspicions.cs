using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Holds;

/// <summary>GET /credits/suspicions: the newest first (CR-17).</summary>
public static class ListSuspicions
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/suspicions", HandleAsync)
        .WithName("ListSuspicions")
        .WithSummary("存疑清单 Parties under suspicion")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<SuspicionView>>> HandleAsync(
        CreditingDb db, [AsParameters] PageQuery page, CancellationToken ct, bool? open = null)
    {
        var suspicions = SuspicionScope.OfCaller(db).Where(suspectParty => open == null || suspectParty.Until == null == open);
        if (Cursor.Decode(page.After, 2) is { } last)
        {
            var (day, id) = (Cursor.Day(last[0]), Cursor.Id(last[1]));
            suspicions = suspicions.Where(
                suspectParty => suspectParty.From < day || (suspectParty.From == day && suspectParty.SuspicionId.CompareTo(id) < 0));
        }

        var rows = await suspicions.OrderByDescending(suspectParty => suspectParty.From)
            .ThenByDescending(suspectParty => suspectParty.SuspicionId)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(rows, page.Size, SuspicionView.Of, suspectParty => Cursor.Encode(
            suspectParty.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), suspectParty.SuspicionId.ToString())));
    }
}
