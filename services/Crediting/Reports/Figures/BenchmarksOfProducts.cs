using Marketplace.Crediting.Domain;
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

        // At the end of the day holds what a sale of the next one would be compared with.
        var next = day.AddDays(1);
        var rules = (await db.RuleSetOnAsync(next, ct)).Parameters;
        var from = next.AddDays(-rules.BenchmarkDays);
        var paid = (await db.PriceDays.AsNoTracking()
            .Where(price => knownAt == null && products.Contains(price.ProductId) && price.Day >= from && price.Day < next)
            .ToListAsync(ct)).ToLookup(price => price.ProductId);
        var set = (await db.BenchmarkOverrides.AsNoTracking()
            .Where(benchmark => products.Contains(benchmark.ProductId) && (knownAt == null || benchmark.SetAt <= knownAt)).ToListAsync(ct))
            .ToLookup(benchmark => benchmark.ProductId);
        foreach (var product in products)
        {
            if (BenchmarkPrice.On(next, rules, paid[product], set[product]) is { } benchmark)
            {
                found._yuan[product] = benchmark.Yuan;
            }
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
