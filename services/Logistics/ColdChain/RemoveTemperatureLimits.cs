using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.ColdChain;

/// <summary>
/// DELETE /logistics/products/{productId}/temperature-limits. Shipments that are planned from now on are kept as the category and
/// processing of the product ask; those that were planned before keep their limits.
/// </summary>
public static class RemoveTemperatureLimits
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete("/products/{productId:guid}/temperature-limits", HandleAsync)
        .WithName(nameof(RemoveTemperatureLimits)).WithSummary("取消商品另设的温度要求 Remove the temperature limits of a product")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation);

    static async Task<NoContent> HandleAsync(Guid productId, LogisticsDb db, Caller caller, CancellationToken ct)
    {
        await db.RequireOwnProductAsync(productId, caller, ct);
        await db.ProductTemperatures.Where(known => known.ProductId == productId).ExecuteDeleteAsync(ct);
        return TypedResults.NoContent();
    }
}
