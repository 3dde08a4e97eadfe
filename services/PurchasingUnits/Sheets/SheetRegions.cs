using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>
/// Regions in rows: by stable id, or by the code that they had on a day; never by name. A name beside them that the region never had is
/// questioned, since lists are often shifted by a row.
/// </summary>
static class SheetRegions
{
    /// <summary>The id that the row names, or the region that had the code of the row on the day; empty when it names none.</summary>
    /// <param name="day">The default when the row has none, which is a fault of its own.</param>
    public static async Task<string> RegionIdAsync(
        this UnitsDb db, SheetRow row, (string Id, string Code, string Name) columns, DateOnly day, CancellationToken ct)
    {
        var (id, code, name) = (row.TextOrNone(columns.Id), row.CodeOrNone(columns.Code), row.TextOrNone(columns.Name));
        if (id is null && code is null)
        {
            if (!row.HasText(columns.Code))
            {
                row.Fault(columns.Id, "cell_missing", "请填写区划标识或区划代码。", "Give the id or the code of the region.");
            }

            return "";
        }

        if (id is null && day == default)
        {
            return "";
        }

        var found = id ?? await db.RegionIdOfCodeAsync(code!, day, ct);
        if (found is null)
        {
            row.Fault(
                columns.Code,
                "region_code_not_found",
                $"{Cells.Of(day)} 没有使用区划代码 {code} 的地区。",
                $"No region had the code {code} on {Cells.Of(day)}.");
            return "";
        }

        await db.QuestionAsync(row, found, id is null ? null : code, name, columns, ct);
        return found;
    }

    /// <summary>The region id in a part of a list, which may also be written as a code of that day.</summary>
    public static async Task<string> RegionIdAsync(this UnitsDb db, string text, DateOnly day, CancellationToken ct) =>
        await db.RegionIdOfCodeAsync(text, day, ct) ?? text;

    /// <summary>The region that had the code on the day; of a township or village its county.</summary>
    static async Task<string?> RegionIdOfCodeAsync(this UnitsDb db, string code, DateOnly day, CancellationToken ct) =>
        RegionIds.IsCode(code) ? (await db.RegionOfCodeAsync(code, day, ct))?.Region.Id
        : RegionCode.IsBelowCounty(code) ? (await db.SubdivisionOfCodeAsync(code, day, ct))?.CountyId
            ?? (await db.RegionOfCodeAsync(RegionCode.CountyOf(code), day, ct))?.Region.Id
        : null;

    public static string IdOf(string path) => new RegionPath(path).RegionId;

    static async Task QuestionAsync(
        this UnitsDb db,
        SheetRow row,
        string regionId,
        string? code,
        string? name,
        (string Id, string Code, string Name) columns,
        CancellationToken ct)
    {
        if ((code is null && name is null)
            || await db.RegionOrNoneAsync(regionId, ct) is not { } region)
        {
            return;
        }

        var former = db.Ahead is { } ahead
            ? [.. ahead.Regions.VersionsOf(regionId)]
            : await db.RegionCodeVersions.AsNoTracking().Where(version => version.RegionId == regionId).ToListAsync(ct);
        if (code is not null && code != region.Code && former.TrueForAll(version => version.Code != code))
        {
            row.Fault(
                columns.Code, "code_contradicts_id",
                $"区划代码 {code} 从来不是 {region.Name}（{regionId}）的代码，请核对。",
                $"{code} was never the code of {region.Name} ({regionId}): check both.");
        }

        if (name is not null && !RegionNaming.IsCalled(name, region.Name)
            && former.TrueForAll(version => !RegionNaming.IsCalled(name, version.Name)))
        {
            var (zh, en) = RegionNaming.Question(name, region.Name);
            row.Fault(columns.Name, RegionNaming.Contradicts, zh, en);
        }
    }
}
