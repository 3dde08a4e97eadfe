using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.ColdChain;

/// <summary>
/// GET /logistics/products/{productId}/temperature-limits. What a supplier has asked for a product; buyers and carriers read it as well.
/// </summary>
public static class GetTemperatureLimits
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/products/{productId:guid}/temperature-limits", HandleAsync)
        .WithName(nameof(GetTemperatureLimits)).WithSummary("查看商品温度要求 The temperature limits of a product").ForEveryRole();

    static async Task<Ok<ProductTemperatureView>> HandleAsync(Guid productId, LogisticsDb db, CancellationToken ct) =>
        await db.ProductTemperatures.AsNoTracking().SingleOrDefaultAsync(known => known.ProductId == productId, ct) is { } product
            ? TypedResults.Ok(ProductTemperatureView.Of(product))
            : throw new NotFoundException(
                "limits_not_set",
                "供应商没有为该商品另设温度要求，按品类和加工程度的默认温区运输（冷藏或常温）。",
                "Its supplier has set no limits for this product; it travels as its category and processing ask: chilled, or at any "
                + "temperature.");
}
