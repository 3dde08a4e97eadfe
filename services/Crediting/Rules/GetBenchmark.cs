using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Rules;

/// <summary>
/// GET /credits/benchmarks/{productId}. What a price is compared with: the reckoned average, or what officials set (CR-17).
/// </summary>
public static class GetBenchmark
{
    /// <param name="ProductId">The product.</param>
    /// <param name="Reckoned">The average that was paid in the last days; null when too few sales are known.</param>
    /// <param name="Sales">How many sales that rests on.</param>
    /// <param name="Set">What officials set instead, newest first.</param>
    /// <param name="CeilingRatio">A price above so many times the benchmark is held.</param>
    public sealed record View(Guid ProductId, UnitPrice? Reckoned, int Sales, IReadOnlyList<SetBenchmark.View> Set, decimal CeilingRatio);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/benchmarks/{productId:guid}", HandleAsync)
        .WithName("GetBenchmark")
        .WithSummary("基准价 A benchmark")
        .For(Roles.Official, Roles.Auditor, Roles.Operator, Roles.Purchaser, Roles.Supplier);

    static async Task<Ok<View>> HandleAsync(Guid productId, CreditingDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = BusinessDay.Of(clock.GetUtcNow());
        var parameters = (await db.RuleSetOnAsync(today, ct)).Parameters;
        var since = today.AddDays(-parameters.BenchmarkDays);
        var days = await db.PriceDays.AsNoTracking()
            .Where(day => day.ProductId == productId && day.Day >= since && day.Day < today).ToListAsync(ct);
        var set = await db.BenchmarkOverrides.AsNoTracking().Where(benchmarkOverride => benchmarkOverride.ProductId == productId)
            .OrderByDescending(benchmarkOverride => benchmarkOverride.ValidFrom).ToListAsync(ct);
        var (reckoned, sales) = BenchmarkPrice.AverageBefore(today, parameters, days);
        return TypedResults.Ok(new View(
            productId,
            reckoned,
            sales,
            [.. set.Select(benchmarkOverride => new SetBenchmark.View(
                benchmarkOverride.Price,
                benchmarkOverride.ValidFrom,
                benchmarkOverride.Document,
                benchmarkOverride.SetBy,
                benchmarkOverride.SetAt))],
            parameters.PriceCeilingRatio));
    }
}
