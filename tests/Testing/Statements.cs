using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Testing;

/// <summary>What a database is asked, and how PostgreSQL would find it.</summary>
public static class Statements
{
    /// <summary>The kinds of caller that see a part of what there is, each with a statement of its own.</summary>
    public static IReadOnlyList<Caller> ScopedCallers { get; } =
    [
        new() { Subject = "official", Role = "official", Region = "330200", Tier = OfficialTier.City },
        new() { Subject = "purchaser", Role = "purchaser", Org = Guid.CreateVersion7() },
        new() { Subject = "supplier", Role = "supplier", Org = Guid.CreateVersion7() },
    ];

    extension<TDb>(ServiceUnderTest<TDb> service)
        where TDb : MarketplaceDb
    {
        /// <summary>The database as a caller sees it.</summary>
        public TDb OpenDbAs(Caller caller) => (TDb)Activator.CreateInstance(
            typeof(TDb), new DbContextOptionsBuilder<TDb>().UseEngineOf(service.ConnectionString).Options, caller)!;
    }

    /// <summary>
    /// The plan of a query once neither reading whole tables nor sorting is worth it, as with very many rows: it shows whether an index
    /// yields the rows in the order asked for.
    /// </summary>
    public static Task<string> PlanAsync(DbContext db, IQueryable query, CancellationToken ct) =>
        PlanAsync(db, query, "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off", ct);

    /// <summary>The plan of a query that may sort and join several indexes, but reads a whole table only when no index helps.</summary>
    public static Task<string> PlanWithSomeRowsAsync(DbContext db, IQueryable query, CancellationToken ct) =>
        PlanAsync(db, query, "SET LOCAL enable_seqscan = off", ct);

    static async Task<string> PlanAsync(DbContext db, IQueryable query, string settings, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlRawAsync(settings, ct);
        await using var command = query.CreateDbCommand();
        command.CommandText = $"EXPLAIN {command.CommandText}";
        command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lines = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
