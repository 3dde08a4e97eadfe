using System.Globalization;
using Marketplace.Client.Catalog;
using Marketplace.Client.Logistics;
using Marketplace.Portal.Clients;

namespace Marketplace.Portal.Stations;

/// <summary>A batch for which a station may take goods in.</summary>
public sealed record StationBatch(Guid BatchId, string ProductName, string SupplierName, DateOnly HarvestFrom, DateOnly HarvestUntil)
{
    /// <summary>As it stands in a list of batches.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture, $"{ProductName} · {SupplierName} · {HarvestFrom:MM-dd}—{HarvestUntil:MM-dd}");
}

/// <summary>What a keeper chooses from: batches of the station's region, and its households.</summary>
static class StationGoods
{
    const int PageSize = 200;

    /// <summary>Products whose batches are read; who has more narrows them by name.</summary>
    const int ProductsRead = 40;

    /// <summary>So many pages of households at most: as many households as a pay list may have.</summary>
    const int PagesRead = 25;

    /// <summary>For how long after the harvest goods are brought: as long as an intake may be recorded late.</summary>
    const int DaysAfterHarvest = 60;

    /// <summary>
    /// Batches of products that come from the region, by product, the newest harvest first; without those that are called back.
    /// </summary>
    /// <param name="regionId">Of the station.</param>
    /// <param name="name">Part of the name of the product; all when empty.</param>
    /// <param name="today">In Asia/Shanghai.</param>
    public static async Task<IReadOnlyList<StationBatch>> BatchesAsync(
        this MarketplaceServices services, string regionId, string name, DateOnly today, CancellationToken ct)
    {
        var products = await services.Catalog.BrowseProductsAsync(
            q: name.Length > 0 ? name : null, origin: regionId, size: ProductsRead, cancellationToken: ct);
        var batches = await Task.WhenAll(products.Items.Select(async product =>
            (await services.Catalog.ListBatchesAsync(product.ProductId, size: PageSize, cancellationToken: ct)).Items
                .Where(batch => !batch.IsRecalled && batch.HarvestUntil >= today.AddDays(-DaysAfterHarvest))
                .OrderByDescending(batch => batch.HarvestUntil)
                .Select(batch => Of(product, batch))));
        return [.. batches.SelectMany(some => some)];
    }

    /// <summary>Households of the station that were not erased, those named first that brought something last.</summary>
    /// <param name="recent">Who brought something, the newest first.</param>
    public static async Task<IReadOnlyList<HouseholdView>> HouseholdsAsync(
        this MarketplaceServices services, Guid stationId, IEnumerable<Guid> recent, CancellationToken ct)
    {
        List<HouseholdView> households = [];
        string? after = null;
        for (var page = 0; page < PagesRead; page++)
        {
            var found = await services.Logistics.ListHouseholdsAsync(stationId, after, PageSize, ct);
            households.AddRange(found.Items.Where(household => household.ErasedAt is null));
            if ((after = found.Next) is null)
            {
                break;
            }
        }

        var order = recent.Distinct().Index().ToDictionary(known => known.Item, known => known.Index);
        return [.. households.OrderBy(household => order.GetValueOrDefault(household.HouseholdId, int.MaxValue))];
    }

    static StationBatch Of(ProductView product, BatchView batch) =>
        new(batch.BatchId, product.Name, product.SupplierName, batch.HarvestFrom, batch.HarvestUntil);
}
