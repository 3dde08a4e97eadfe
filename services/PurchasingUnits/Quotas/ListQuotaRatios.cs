using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>GET /units/quota-ratios: least shares in the order of their ids.</summary>
public static class ListQuotaRatios
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/quota-ratios", HandleAsync)
        .WithName(nameof(ListQuotaRatios)).WithSummary("最低预留比例列表 Least shares that must be reserved").ForEveryRole();

    static async Task<Ok<Page<QuotaRatioView>>> HandleAsync([AsParameters] PageQuery page, UnitsDb db, CancellationToken ct)
    {
        var ratios = db.QuotaRatios.AsNoTracking();
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            ratios = ratios.Where(ratio => ratio.Id > lastId);
        }

        var found = await ratios.OrderBy(ratio => ratio.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, QuotaRatioView.Of, ratio => Cursor.Encode(ratio.Id.ToString())));
    }
}
