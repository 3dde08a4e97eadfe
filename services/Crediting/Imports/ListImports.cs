using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>GET /credits/imports. The newest first.</summary>
public static class ListImports
{
    const long LatestMilliseconds = 4_102_444_800_000;

    public static void Map(RouteGroupBuilder api) => api.MapGet("/imports", HandleAsync)
        .WithName("ListImports")
        .WithSummary("导入台账清单 Imported ledgers")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<ImportView>>> HandleAsync(
        CreditingDb db, [AsParameters] PageQuery page, CancellationToken ct, ImportState? state = null)
    {
        var imports = db.Imports.AsNoTracking().Where(import => state == null || import.State == state);
        if (Cursor.Decode(page.After, 2) is { } last)
        {
            var (at, id) = (
                DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Cursor.Number(last[0]), 0, LatestMilliseconds)), Cursor.Id(last[1]));
            imports = imports.Where(import => import.ImportedAt < at || (import.ImportedAt == at && import.ImportId.CompareTo(id) < 0));
        }

        var rows = await imports.OrderByDescending(import => import.ImportedAt).ThenByDescending(import => import.ImportId)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(rows, page.Size, ImportView.Of, import => Cursor.Encode(
            import.ImportedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), import.ImportId.ToString())));
    }
}
