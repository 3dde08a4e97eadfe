using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Carriers;

/// <summary>GET /logistics/carriers: from whom a supplier chooses, by id, which is roughly the order of registration.</summary>
public static class ListCarriers
{
    /// <param name="Region">The id of a region, from the province down, in which they are registered.</param>
    /// <param name="CreditCode">The whole 统一社会信用代码, of the one that is registered with it today.</param>
    public sealed record Filter(string? Region = null, string? CreditCode = null) : IChecked
    {
        public void Check(Checks check)
        {
            check.TextOrNone(Region, "region", max: 40);
            check.TextOrNone(CreditCode, "creditCode", SocialCreditCode.Length);
        }
    }

    public static void Map(RouteGroupBuilder carriers) => carriers.MapGet("/", HandleAsync)
        .WithName(nameof(ListCarriers)).WithSummary("承运商列表 Carriers by region or credit code").ForEveryRole();

    static async Task<Ok<Page<CarrierView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, LogisticsDb db, Caller caller, TimeProvider clock,
        CancellationToken ct)
    {
        Guid? after = Cursor.Decode(page.After, 1) is [var last] ? Cursor.Id(last) : null;
        var carriers = InOrder(db, filter.Region, after);
        if (filter.CreditCode is { } code)
        {
            carriers = carriers.Where(carrier => carrier.CreditCode == code && carrier.EndedOn == null);
        }

        var today = BusinessDay.Of(clock.GetUtcNow());
        var found = await carriers.Take(page.Size + 1).Include(carrier => carrier.Region).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(
            found, page.Size, carrier => CarrierView.Of(carrier, caller, today), carrier => Cursor.Encode(carrier.Id.ToString())));
    }

    /// <summary>Those behind the cursor, by the index in which the carriers of the region, or all, lie in the order of the list.</summary>
    static IQueryable<Carrier> InOrder(LogisticsDb db, string? region, Guid? after)
    {
        var carriers = db.Carriers.AsNoTracking();
        if (region is null)
        {
            return (after is { } id ? carriers.Where(carrier => carrier.Id > id) : carriers).OrderBy(carrier => carrier.Id);
        }

        var rows = db.CarrierRegions.Where(row => row.RegionId == region);
        rows = after is { } afterId ? rows.Where(row => row.CarrierId > afterId) : rows;
        return from row in rows
               orderby row.CarrierId
               join carrier in carriers on row.CarrierId equals carrier.Id
               select carrier;
    }
}
