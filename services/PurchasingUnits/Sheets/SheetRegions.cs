using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>Regions in rows: by stable id, or by the code that they had on a day; never by name.</summary>
static class SheetRegions
{
    /// <summary>The id that the row names, or the region that had the code of the row on the day; empty when it names none.</summary>
    public static async Task<string> RegionIdAsync(
        this UnitsDb db, SheetRow row, string idColumn, string codeColumn, DateOnly day, CancellationToken ct)
    {
        if (row.TextOrNone(idColumn) is { } id)
        {
            return id;
        }

        if (row.TextOrNone(codeColumn) is not { } code)
        {
            row.Fault(idColumn, "cell_missing", "请填写区划标识或区划代码。", "Give the id or the code of the region.");
            return "";
        }

        if (day == default)
        {
            // The row lacks the day, which is a fault of its own.
            return "";
        }

        if (!RegionIds.IsCode(code) || await db.RegionOfCodeAsync(code, day, ct) is not { } found)
        {
            row.Fault(
                codeColumn,
                "region_code_not_found",
                $"{Cells.Of(day)} 没有使用区划代码 {code} 的地区。",
                $"No region had the code {code} on {Cells.Of(day)}.");
            return "";
        }

        return found.Region.Id;
    }

    /// <summary>The region id in a part of a list, which may also be written as a code of that day.</summary>
    public static async Task<string> RegionIdAsync(this UnitsDb db, string text, DateOnly day, CancellationToken ct) =>
        RegionIds.IsCode(text) && await db.RegionOfCodeAsync(text, day, ct) is { } found ? found.Region.Id : text;

    public static string IdOf(string path) => new RegionPath(path).RegionId;
}
