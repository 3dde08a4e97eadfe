using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Products;

/// <summary>GET /catalog/counts: how much there is in the catalogue.</summary>
public static class CountListings
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/counts", HandleAsync)
        .WithName(nameof(CountListings)).WithSummary("商品目录数量 Count suppliers, products and batches")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Counts>> HandleAsync(CatalogDb db, CancellationToken ct) => TypedResults.Ok(new Counts
    {
        Suppliers = await db.Suppliers.LongCountAsync(ct),
        Products = await db.Products.LongCountAsync(ct),
        OnOffer = await db.Products.LongCountAsync(product => product.IsOnOffer, ct),
        Batches = await db.Batches.LongCountAsync(ct),
        ParkedMessages = await db.ParkedMessages.LongCountAsync(row => row.DiscardedAt == null, ct),
    });

    /// <summary>How many there are, within what the caller may see.</summary>
    public sealed record Counts
    {
        public required long Suppliers { get; init; }

        /// <summary>All of them, also those that were withdrawn.</summary>
        public required long Products { get; init; }

        public required long OnOffer { get; init; }

        public required long Batches { get; init; }

        /// <summary>Messages that could not be handled and wait for an operator or for another attempt.</summary>
        public required long ParkedMessages { get; init; }
    }
}
