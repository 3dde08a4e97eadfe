using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Measures;

/// <summary>GET /credits/measures: those with a side in the caller's region, the newest first (CR-23).</summary>
public static class ListMeasures
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/measures", HandleAsync)
        .WithName("ListMeasures")
        .WithSummary("其他指标 Measures that are no sales")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<MeasureView>>> HandleAsync(
        CreditingDb db, [AsParameters] PageQuery page, CancellationToken ct,
        MeasureKind? kind = null, DateOnly? from = null, DateOnly? to = null)
    {
        var measures = db.OtherMeasures.AsNoTracking()
            .Where(one => (kind == null || one.Kind == kind) && (from == null || one.Date >= from) && (to == null || one.Date <= to));
        if (Cursor.Decode(page.After, 2) is { } last)
        {
            var (day, id) = (Cursor.Day(last[0]), Cursor.Id(last[1]));
            measures = measures.Where(one => one.Date < day || (one.Date == day && one.MeasureId.CompareTo(id) < 0));
        }

        var rows = await measures.OrderByDescending(one => one.Date).ThenByDescending(one => one.MeasureId)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(rows, page.Size, MeasureView.Of, one => Cursor.Encode(
            one.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), one.MeasureId.ToString())));
    }
}
