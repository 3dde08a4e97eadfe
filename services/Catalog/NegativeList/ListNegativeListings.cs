using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.NegativeList;

/// <summary>GET /catalog/negative-list: by id, which is roughly the order of listing; those that are over too.</summary>
public static class ListNegativeListings
{
    /// <summary>What to look for; absent filters let everything through.</summary>
    /// <param name="Subject">Suppliers, units or products only.</param>
    /// <param name="SubjectId">One of them.</param>
    /// <param name="On">Those that count on this day only.</param>
    public sealed record Filter(NegativeListSubject? Subject = null, Guid? SubjectId = null, DateOnly? On = null) : IChecked
    {
        public void Check(Checks checks) => checks.That(
            Subject is null || Enum.IsDefined(Subject.Value),
            "subject",
            "parameter_invalid",
            "没有这个类别，可选值见接口文档。",
            "There is no such kind; the interface documentation lists them.");
    }

    public static void Map(RouteGroupBuilder negativeList) => negativeList.MapGet("/", HandleAsync)
        .WithName(nameof(ListNegativeListings)).WithSummary("负面清单 List the negative list").ForEveryRole();

    static async Task<Ok<Page<NegativeListingView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        var listings = (filter.On is { } day ? db.NegativeListingsOn(day) : db.NegativeListings).AsNoTracking().Where(entry =>
            (filter.Subject == null || entry.Subject == filter.Subject)
            && (filter.SubjectId == null || entry.SubjectId == filter.SubjectId));
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var after = Cursor.Id(last);
            listings = listings.Where(entry => entry.Id > after);
        }

        var today = BusinessDay.Of(clock.GetUtcNow());
        var found = await listings.OrderBy(entry => entry.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(
            found, page.Size, entry => NegativeListingView.Of(entry, today), entry => Cursor.Encode(entry.Id.ToString())));
    }
}
