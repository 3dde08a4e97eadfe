using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Messaging;

namespace Marketplace.Catalog.Units;

/// <summary>← UnitPublished. Which units there are and whose officials answer for them, for the negative list.</summary>
public sealed class LearnUnits(CatalogDb db) : IConsume<UnitPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<UnitPublished> messages, CancellationToken ct) =>
        await db.KeepNewestAsync(messages.Select(ToUnit), unit => unit.Id, unit => unit.Version, ct);

    static PurchasingUnit ToUnit(UnitPublished published) => new()
    {
        Id = published.UnitId,
        Version = published.Version,
        Name = published.Name,
        Affiliations = published.Affiliations,
    };
}
