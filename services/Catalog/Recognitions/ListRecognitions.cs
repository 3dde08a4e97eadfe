using Marketplace.Catalog.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recognitions;

/// <summary>
/// GET /catalog/recognitions: what the counties' registers have, declined claims among it; by id, which is roughly by issue.
/// </summary>
public static class ListRecognitions
{
    /// <summary>What to look for; absent filters let everything through.</summary>
    /// <param name="County">Whose register.</param>
    /// <param name="SupplierId">Who holds or claimed it.</param>
    /// <param name="Number">The whole number.</param>
    public sealed record Filter(string? County = null, Guid? SupplierId = null, string? Number = null) : IChecked
    {
        public void Check(Checks checks)
        {
            checks.TextOrNone(County, "county", max: 40);
            checks.TextOrNone(Number, "number", max: 50);
        }
    }

    public static void Map(RouteGroupBuilder recognitions) => recognitions.MapGet("/", HandleAsync)
        .WithName(nameof(ListRecognitions)).WithSummary("认定登记列表 List recognitions").ForEveryRole();

    static async Task<Ok<Page<RecognitionView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, CatalogDb db, CancellationToken ct)
    {
        var records = db.RecognitionRecords.AsNoTracking().Where(record =>
            (filter.County == null || record.CountyId == filter.County)
            && (filter.SupplierId == null || record.HolderId == filter.SupplierId)
            && (filter.Number == null || record.Number == filter.Number));
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var after = Cursor.Id(last);
            records = records.Where(record => record.Id > after);
        }

        var found = await records.OrderBy(record => record.Id).Take(page.Size + 1).Include(record => record.County).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, RecognitionView.Of, record => Cursor.Encode(record.Id.ToString())));
    }
}
