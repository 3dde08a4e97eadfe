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
    /// The benchmarks of these products at the end of a day. As known at an instant only those that officials had set: of what was paid only
    /// the sums are kept, and not when they came.
    /// </summary>
    public static async Task<BenchmarksOfProducts> ReadAsync(
        CreditingDb db, IReadOnlyCollection<Guid> products, DateOnly day, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var found = new BenchmarksOfProducts();
        var sets = (await db.RuleSets.AsNoTracking().ToListAsync(ct)).Select(RegistryCache.RuleSetOf);
        var parameters = new RegistryFacts(new Pairings([]), [], sets).RuleSetOn(day).Parameters;
        var from = day.AddDays(-parameters.BenchmarkDays);
        var paid = await db.PriceDays.AsNoTracking().Where(one => knownAt == null && products.Contains(one.ProductId) && one.Day >= from && one.Day <= day)
            .GroupBy(one => one.ProductId)
            .Select(group => new { Id = group.Key, Fen = group.Sum(one => one.AmountFen), Quantity = group.Sum(one => one.Quantity), Sales = group.Sum(one => one.Sales) })
            .ToListAsync(ct);
        foreach (var one in paid.Where(one => one.Sales >= parameters.BenchmarkSalesMin && one.Quantity > 0))
        {
            found._yuan[one.Id] = one.Fen / 100m / (one.Quantity / 1_000m);
        }

        var set = await db.BenchmarkOverrides.AsNoTracking()
            .Where(one => products.Contains(one.ProductId) && one.ValidFrom <= day && (knownAt == null || one.SetAt <= knownAt)).ToListAsync(ct);
        foreach (var latest in set.GroupBy(one => one.ProductId).Select(group => group.MaxBy(one => one.ValidFrom)!))
        {
            found._yuan[latest.ProductId] = latest.Price.Yuan;
        }

        Guid[] known = [.. found._yuan.Keys];
        var units = await db.SoldProducts.AsNoTracking().Where(one => known.Contains(one.ProductId))
            .GroupBy(one => one.ProductId)
            .Select(group => new { Id = group.Key, Grams = group.Max(one => one.Grams), Pieces = group.Max(one => one.Pieces) })
            .ToListAsync(ct);
        foreach (var one in units)
        {
            found._units[one.Id] = (one.Grams, one.Pieces);
        }

        return found;
    }

    /// <summary>Yuan a kilogram, or a piece; null when there is none.</summary>
    public decimal? Of(Guid productId, bool isByWeight) =>
        !_yuan.TryGetValue(productId, out var yuan) || !_units.TryGetValue(productId, out var unit) ? null
        : isByWeight ? unit.Grams is > 0 ? yuan * 1_000m / unit.Grams.Value : null
        : unit.Pieces is > 0 ? yuan / unit.Pieces.Value : null;
}
