using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Logistics.Intakes;

/// <summary>← ListingPublished. What products are called, what a trade unit weighs, where they come from and how they travel.</summary>
public sealed class LearnProducts(LogisticsDb db) : IConsume<ListingPublished>
{
    public Task ConsumeAsync(IReadOnlyList<ListingPublished> messages, CancellationToken ct) =>
        db.KeepNewestAsync(messages.Select(ToProduct), product => product.ProductId, product => product.Version, ct);

    static TradedProduct ToProduct(ListingPublished published) => new()
    {
        ProductId = published.ProductId,
        Version = published.Version,
        Name = published.Name,
        SupplierId = published.SupplierId,
        UnitName = published.Unit.Name,
        UnitGrams = published.Unit.Grams,
        UnitPieces = published.Unit.Pieces,
        OriginPath = published.OriginPath.Value,
        UsualClass = published.Charge is null or ChargeKind.Goods
            ? TemperatureLimits.ClassOf(published.Category, published.ProcessingLevel)
            : null,
    };
}
