using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>What prices are compared with: what officials set, else what was paid on average on the days before (CR-17).</summary>
sealed class BenchmarksOfProducts
{
    readonly Dictionary<Guid, decimal> _yuan = [];
    readonly Dictionary<Guid, (long? Grams, int? Pieces)> _units = [];

    /// <summary>
    /// The benchmarks of these products at the end of a day. As known at an instant only those that officials had set: of what was paid
    /// only the sums are kept, and not when they came.
    /// </summary>
    public static async Task<BenchmarksOfProducts> ReadAsync(
        CreditingDb db, IReadOnlyCollection<Guid> products, DateOnly day, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var found = new BenchmarksOfProducts();
        var sets = (await db.RuleSets.AsNoTracking().ToListAsync(ct)).Select(RegistryCache.RuleSetOf);
        var parameters = new RegistryFacts(new Pairings([]), [], sets).RuleSetOn(day).Parameters;
        var from = day.AddDays(-parameters.BenchmarkDays);
        var paid = await db.PriceDays.AsNoTracking()
            .Where(price => knownAt == null && products.Contains(price.ProductId) && price.Day >= from && price.Day <= day)
            .GroupBy(price => price.ProductId)
            .Select(group => new
            {
                Id = group.Key,
                Fen = group.Sum(price => price.AmountFen),
                Quantity = group.Sum(price => price.Quantity),
                Sales = group.Sum(price => price.Sales),
            })
            .ToListAsync(ct);
        foreach (var price in paid.Where(price => price.Sales >= parameters.BenchmarkSalesMin && price.Quantity > 0))
        {
            found._yuan[price.Id] = price.Fen / 100m / (price.Quantity / 1_000m);
        }

        var set = await db.BenchmarkOverrides.AsNoTracking()
            .Where(benchmark =>
                products.Contains(benchmark.ProductId) && benchmark.ValidFrom <= day && (knownAt == null || benchmark.SetAt <= knownAt))
            .ToListAsync(ct);
        foreach (
            var latest in set.GroupBy(benchmark => benchmark.ProductId).Select(group => group.MaxBy(benchmark => benchmark.ValidFrom)!))
        {
            found._yuan[latest.ProductId] = latest.Price.Yuan;
        }

        Guid[] known = [.. found._yuan.Keys];
        var units = await db.SoldProducts.AsNoTracking().Where(unit => known.Contains(unit.ProductId))
            .GroupBy(unit => unit.ProductId)
            .Select(group => new { Id = group.Key, Grams = group.Max(unit => unit.Grams), Pieces = group.Max(unit => unit.Pieces) })
            .ToListAsync(ct);
        foreach (var unit in units)
        {
            found._units[unit.Id] = (unit.Grams, unit.Pieces);
        }

        return found;
    }

    /// <summary>Yuan a kilogram, or a piece; null when there is none.</summary>
    public decimal? Of(Guid productId, bool isByWeight) =>
        !_yuan.TryGetValue(productId, out var yuan) || !_units.TryGetValue(productId, out var unit) ? null
        : isByWeight ? unit.Grams is > 0 ? yuan * 1_000m / unit.Grams.Value : null
        : unit.Pieces is > 0 ? yuan / unit.Pieces.Value : null;
}
