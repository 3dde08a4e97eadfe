using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Rules;

/// <summary>Officials set a benchmark; as the journal keeps it.</summary>
public sealed record BenchmarkSet(Guid ProductId, UnitPrice Price, DateOnly ValidFrom, string Document, string By);

/// <summary>
/// POST /credits/benchmarks/{productId}. What a price is compared with from a day on, instead of the reckoned average (CR-17).
/// </summary>
public sealed class SetBenchmark : IApplyEvent<BenchmarkSet>
{
    const int TextMax = 200;

    public sealed record Request : IChecked
    {
        /// <summary>Per trade unit of the product.</summary>
        public required UnitPrice Price { get; init; }

        public required DateOnly ValidFrom { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.That(Price.TenThousandths > 0, "price", "price_positive", "基准价须大于零。", "A benchmark is above zero.");
            check.Text(Document, "document", TextMax);
        }
    }

    /// <param name="Price">Per trade unit.</param>
    /// <param name="ValidFrom">Sales from that day on are compared with it.</param>
    /// <param name="Document">The document that it rests on.</param>
    /// <param name="SetBy">The official's or operator's subject.</param>
    /// <param name="SetAt">When.</param>
    public sealed record View(UnitPrice Price, DateOnly ValidFrom, string Document, string SetBy, DateTimeOffset SetAt);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/benchmarks/{productId:guid}", HandleAsync)
        .WithName("SetBenchmark")
        .WithSummary("设定基准价 Set a benchmark")
        .For(Roles.Official).Decided(DecidedBy.Nation)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Created<View>> HandleAsync(Guid productId, Request request, LedgerSession work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        if (await work.Db.BenchmarkOverrides.AnyAsync(
            benchmarkOverride => benchmarkOverride.ProductId == productId && benchmarkOverride.ValidFrom == request.ValidFrom, ct))
        {
            throw new RuleBrokenException(
                "benchmark_set", "该日起的基准价已设定；请另选生效日。", "A benchmark from that day is set already; choose another day.");
        }

        await ledger.ApplyAsync(new BenchmarkSet(productId, request.Price, request.ValidFrom, request.Document, work.Caller.Subject), ct);
        await ledger.WriteAsync(ct);
        return TypedResults.Created(
            $"/credits/benchmarks/{productId}",
            new View(request.Price, request.ValidFrom, request.Document, work.Caller.Subject, ledger.Now));
    }

    public Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<BenchmarkSet> happened, CancellationToken ct)
    {
        foreach (var set in happened)
        {
            ledger.AppendEvent(set);
            ledger.Db.Add(new BenchmarkOverride
            {
                ProductId = set.ProductId,
                Price = set.Price,
                ValidFrom = set.ValidFrom,
                Document = set.Document,
                SetBy = set.By,
                SetAt = ledger.Now,
            });
        }

        return Task.CompletedTask;
    }
}
