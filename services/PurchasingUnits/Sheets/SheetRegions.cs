using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Subdivisions;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>
/// Regions in rows: by stable id, or by the code that they had on a day; never by name. A name beside them that the region never had is
/// questioned, since lists are often shifted by a row.
/// </summary>
static class SheetRegions
{
    const int NameMin = 2;

    // Full names that are seldom written out: 凉山州 is 凉山彝族自治州.
    const string Autonomous = "自治";

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

    /// <summary>Whether people may call a region so: by its name, with what it lies in before it, or shortened.</summary>
    public static bool IsCalled(string given, string name)
    {
        var (said, known) = (NormalForm.Of(given), NormalForm.Of(name));
        return said.EndsWith(known, StringComparison.Ordinal)
            || (said.Length >= NameMin && known.StartsWith(said, StringComparison.Ordinal))
            || (said.Length > NameMin && known.Contains(Autonomous, StringComparison.Ordinal) && said[^1] == known[^1]
                && known.StartsWith(said[..^1], StringComparison.Ordinal));
    }

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
            || await db.Regions.AsNoTracking().SingleOrDefaultAsync(region => region.Id == regionId, ct) is not { } region)
        {
            return;
        }

        var former = await db.RegionCodeVersions.AsNoTracking().Where(version => version.RegionId == regionId)
            .Select(version => new { version.Code, version.Name }).ToListAsync(ct);
        if (code is not null && code != region.Code && former.TrueForAll(version => version.Code != code))
        {
            row.Fault(
                columns.Code, "code_contradicts_id",
                $"区划代码 {code} 从来不是 {region.Name}（{regionId}）的代码，请核对。",
                $"{code} was never the code of {region.Name} ({regionId}): check both.");
        }

        if (name is not null && !IsCalled(name, region.Name) && former.TrueForAll(version => !IsCalled(name, version.Name)))
        {
            row.Fault(
                columns.Name, "name_contradicts_code",
                $"该代码是{region.Name}，从未称为“{name}”。请核对代码和名称，表格可能错行。",
                $"This is the code of {region.Name}, which was never called “{name}”: check both, the list may be shifted by a row.");
        }
    }
}
