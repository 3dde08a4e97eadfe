using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>Changes townships and villages by the thousand.</summary>
static class SubdivisionRows
{
    /// <summary>
    /// From the day on all that lie in a county lie in its successor; their codes and names stay until somebody registers others.
    /// </summary>
    public static async Task FollowAsync(
        this UnitsDb db, string countyId, string successorId, DateOnly on, string document, CancellationToken ct)
    {
        var day = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO subdivisions (subdivision_id, valid_from, code, name, level, parent_id, county_id, document)
             SELECT subdivision_id, {day}, code, name, level, parent_id, {successorId}, {document} FROM subdivisions
             WHERE county_id = {countyId} AND valid_to IS NULL AND valid_from < {day}
             """,
            ct);
        await db.Database.ExecuteSqlAsync(
            $"UPDATE subdivisions SET valid_to = {day} WHERE county_id = {countyId} AND valid_to IS NULL AND valid_from < {day}", ct);
        await db.Database.ExecuteSqlAsync(
            $"UPDATE subdivisions SET county_id = {successorId} WHERE county_id = {countyId} AND valid_to IS NULL", ct);
    }
}
