using Marketplace.Contracts;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Audit;

/// <summary>
/// POST /credits/rebuilds, and the command "rebuild". Fills the tables of sums anew from the entries and the sales, in one
/// transaction: reports are what they were, or right again. Nothing is posted meanwhile. The sums that are projected from the
/// ledger follow, stretch by stretch.
/// </summary>
public static class RebuildSums
{
    static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(30);

    /// <summary>The tables, and what became of them.</summary>
    /// <param name="Table">Its name.</param>
    /// <param name="Sums">How many sums it has now.</param>
    /// <param name="Differences">How many differed before; more than a thousand are not counted.</param>
    public sealed record Rebuilt(string Table, int Sums, int Differences);

    public sealed record View(IReadOnlyList<Rebuilt> Tables);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/rebuilds", HandleAsync)
        .WithName("RebuildSums")
        .WithSummary("重建汇总 Fill the sums anew from the ledger")
        .For(Roles.Operator).Decided(DecidedBy.Platform).IsExpensive();

    static async Task<Ok<View>> HandleAsync(CreditingDb db, ProjectLedger projection, CancellationToken ct)
    {
        var rebuilt = await RunAsync(db, ct);
        await projection.RebuildAsync(ct);
        return TypedResults.Ok(new View(rebuilt));
    }

    /// <summary>The command: prints what it did.</summary>
    public static async Task<int> CommandAsync(
        IServiceProvider services, IReadOnlyList<string> args, TextWriter output, CancellationToken ct)
    {
        foreach (var table in await RunAsync(services.GetRequiredService<CreditingDb>(), ct))
        {
            await output.WriteLineAsync($"{table.Table}: {table.Sums} sums, {table.Differences} of them differed.");
        }

        await services.GetRequiredService<ProjectLedger>().RebuildAsync(ct);
        await output.WriteLineAsync("The projected sums were made anew.");

        return 0;
    }

    public static async Task<IReadOnlyList<Rebuilt>> RunAsync(CreditingDb db, CancellationToken ct)
    {
        const int CountedMax = 1_000;
        db.Database.SetCommandTimeout(TimeLimit);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var head = await db.LockHeadAsync(ct);
        // The sums of parties hold what is posted up to there.
        await db.LockPositionAsync(ProjectionPosition.Structure, ct);
        var rebuilt = new List<Rebuilt>();
        foreach (var table in LedgerSums.Tables(db))
        {
            var differences = await LedgerSums.DifferencesAsync(db, table, CountedMax, ct);
            rebuilt.Add(new Rebuilt(table.Name, await LedgerSums.FillAsync(db, table, ct), differences.Count));
        }

        head.SumsVersion++;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return rebuilt;
    }
}
