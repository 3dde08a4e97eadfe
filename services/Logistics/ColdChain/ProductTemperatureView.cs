using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.ColdChain;

/// <summary>How its supplier has asked that a product is kept on its way.</summary>
public sealed record ProductTemperatureView
{
    public required Guid ProductId { get; init; }

    public required TemperatureClass Class { get; init; }

    /// <summary>Not colder, in °C.</summary>
    public required decimal MinCelsius { get; init; }

    /// <summary>Not warmer, in °C.</summary>
    public required decimal MaxCelsius { get; init; }

    /// <summary>From when on shipments are planned with it.</summary>
    public required DateTimeOffset SetAt { get; init; }

    internal static ProductTemperatureView Of(ProductTemperature product) => new()
    {
        ProductId = product.ProductId,
        Class = product.Class,
        MinCelsius = product.Limits.MinCelsius,
        MaxCelsius = product.Limits.MaxCelsius,
        SetAt = product.SetAt,
    };
}

/// <summary>Whose products they are.</summary>
static class OwnProducts
{
    /// <exception cref="NotFoundException">The caller's organisation sells no such product.</exception>
    public static async Task RequireOwnProductAsync(this LogisticsDb db, Guid productId, Caller caller, CancellationToken ct)
    {
        if (!await db.Products.AnyAsync(known => known.ProductId == productId && known.SupplierId == caller.Org, ct))
        {
            throw new NotFoundException(
                "product_not_found", "您没有这一商品；请核对标识。", "You have no such product; check its id.");
        }
    }
}
