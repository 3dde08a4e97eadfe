using Marketplace.Contracts;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Periods;

/// <summary>GET /credits/periods: the closed months, the newest first (CR-16).</summary>
public static class ListPeriods
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/periods", HandleAsync)
        .WithName("ListPeriods")
        .WithSummary("已关账月份 Closed months")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<PeriodView>>> HandleAsync(CreditingDb db, [AsParameters] PageQuery page, CancellationToken ct)
    {
        var periods = db.ClosedPeriods.AsNoTracking();
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            periods = periods.Where(period => period.Month.CompareTo(last) < 0);
        }

        var rows = await periods.OrderByDescending(period => period.Month).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(rows, page.Size, PeriodView.Of, period => Cursor.Encode(period.Month)));
    }
}
