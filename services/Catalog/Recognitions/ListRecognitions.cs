using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recognitions;

/// <summary>
/// GET /catalog/recognitions: what the counties' registers have, declined claims and the certificates that suppliers state among it; by
/// id, which is roughly by issue.
/// </summary>
public static class ListRecognitions
{
    /// <summary>What to look for; absent filters let everything through.</summary>
    /// <param name="County">Whose register.</param>
    /// <param name="SupplierId">Who holds or claimed it.</param>
    /// <param name="Number">The whole number.</param>
    /// <param name="Kind">Recognitions, or certificates of a kind.</param>
    /// <param name="IsClaim">True for what suppliers state and counties have not answered, false for all else.</param>
    public sealed record Filter(
        string? County = null, Guid? SupplierId = null, string? Number = null, CertificateKind? Kind = null, bool? IsClaim = null)
        : IChecked
    {
        public void Check(Checks checks)
        {
            checks.TextOrNone(County, "county", max: 40);
            checks.TextOrNone(Number, "number", max: 50);
            checks.That(
                Kind is null || Enum.IsDefined(Kind.Value),
                "kind",
                "parameter_invalid",
                "没有这个类别，可选值见接口文档。",
                "There is no such kind; the interface documentation lists them.");
        }
    }

    public static void Map(RouteGroupBuilder recognitions) => recognitions.MapGet("/", HandleAsync)
        .WithName(nameof(ListRecognitions)).WithSummary("认定登记列表 List recognitions").ForEveryRole();

    static async Task<Ok<Page<RecognitionView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        var records = db.RecognitionRecords.AsNoTracking().Where(record =>
            (filter.County == null || record.CountyId == filter.County)
            && (filter.SupplierId == null || record.HolderId == filter.SupplierId)
            && (filter.Number == null || record.Number == filter.Number)
            && (filter.Kind == null || record.Kind == filter.Kind)
            && (filter.IsClaim == null || record.IsClaim == filter.IsClaim));
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var after = Cursor.Id(last);
            records = records.Where(record => record.Id > after);
        }

        var found = await records.OrderBy(record => record.Id).Take(page.Size + 1).Include(record => record.County).ToListAsync(ct);
        var today = BusinessDay.Of(clock.GetUtcNow());
        return TypedResults.Ok(Page.Of(
            found, page.Size, record => RecognitionView.Of(record, today), record => Cursor.Encode(record.Id.ToString())));
    }
}
