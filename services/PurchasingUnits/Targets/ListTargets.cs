using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Targets;

/// <summary>GET /units/targets: targets with all their versions, in the order of their ids.</summary>
public static class ListTargets
{
    /// <param name="Holder">The pairing or designation that they are for.</param>
    /// <param name="Year">The year that they are for.</param>
    /// <param name="On">The day on which the amount shown holds; the last of the year when not given.</param>
    public sealed record Filter(Guid? Holder = null, int? Year = null, DateOnly? On = null);

    public static void Map(RouteGroupBuilder targets) => targets.MapGet("/", HandleAsync)
        .WithName(nameof(ListTargets)).WithSummary("目标任务列表 Targets by holder, measure or year")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<TargetView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, UnitsDb db, CancellationToken ct, TargetMeasure? measure = null)
    {
        var targets = db.Targets.AsNoTracking();
        if (filter.Holder is { } holder)
        {
            targets = targets.Where(target => target.HolderId == holder);
        }

        if (filter.Year is { } year)
        {
            targets = targets.Where(target => target.Year == year);
        }

        if (measure is { } wanted)
        {
            targets = targets.Where(target => target.Measure == wanted);
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            targets = targets.Where(target => target.Id > lastId);
        }

        var found = await targets.OrderBy(target => target.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(
            Page.Of(found, page.Size, target => TargetView.Of(target, filter.On), target => Cursor.Encode(target.Id.ToString())));
    }
}
