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
            .Where(measure =>
                (kind == null || measure.Kind == kind) && (from == null || measure.Date >= from) && (to == null || measure.Date <= to));
        if (Cursor.Decode(page.After, 2) is { } last)
        {
            var (day, id) = (Cursor.Day(last[0]), Cursor.Id(last[1]));
            measures = measures.Where(measure => measure.Date < day || (measure.Date == day && measure.MeasureId.CompareTo(id) < 0));
        }

        var rows = await measures.OrderByDescending(measure => measure.Date).ThenByDescending(measure => measure.MeasureId)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(rows, page.Size, MeasureView.Of, otherMeasure => Cursor.Encode(
            otherMeasure.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), otherMeasure.MeasureId.ToString())));
    }
}
