using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>
/// GET /units/regions/{regionId}/subdivisions: the townships of a county on a day, or the villages of a township, by code.
/// </summary>
public static class ListSubdivisions
{
    /// <param name="RegionId">The county, or the city without counties.</param>
    /// <param name="Township">The code of a township, whose villages are wanted; townships when not given.</param>
    /// <param name="On">The day; today when not given.</param>
    public sealed record Filter(string RegionId, string? Township = null, DateOnly? On = null) : IChecked
    {
        public void Check(Checks check)
        {
            check.RegionId(RegionId, "regionId");
            check.That(
                Township is null || (RegionCode.IsBelowCounty(Township) && RegionCode.TownshipOf(Township) is null),
                "township", "subdivision_code_invalid", "乡级代码须为九位数字。", "The code of a township has nine digits.");
        }
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapGet("/{regionId}/subdivisions", HandleAsync)
        .WithName(nameof(ListSubdivisions)).WithSummary("乡镇、村列表 Townships of a county, or villages of a township").ForEveryRole();

    static async Task<Ok<Page<SubdivisionView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, UnitsDb db, TimeProvider clock, CancellationToken ct)
    {
        var day = filter.On ?? BusinessDay.Of(clock.GetUtcNow());
        if (!await db.Regions.AnyAsync(region => region.Id == filter.RegionId, ct))
        {
            throw GetRegion.NoSuchRegion(filter.RegionId);
        }

        var prefix = await db.CountyNameAsync(filter.RegionId, day, ct);
        string? parentId = null;
        if (filter.Township is { } code)
        {
            if (await db.SubdivisionOfCodeAsync(code, day, ct) is not { } township || township.CountyId != filter.RegionId)
            {
                throw RegisterSubdivisions.NoSuchCode(code, "township");
            }

            (parentId, prefix) = (township.SubdivisionId, prefix + township.Name);
        }

        var rows = db.Subdivisions.AsNoTracking().Where(row => row.CountyId == filter.RegionId && row.ParentId == parentId
            && row.ValidFrom <= day && (row.ValidTo == null || row.ValidTo > day));
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            rows = rows.Where(row => row.Code.CompareTo(last) > 0);
        }

        var found = await rows.OrderBy(row => row.Code).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, row => SubdivisionView.Of(row, prefix), row => Cursor.Encode(row.Code)));
    }
}
