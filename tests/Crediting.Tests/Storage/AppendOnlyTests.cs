using System.Text.RegularExpressions;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Storage;

/// <summary>Tries to change the past in the real schema, as somebody with the password of the database could.</summary>
public sealed class AppendOnlyTests(SharedLedger shared)
{
    public static TheoryData<Engine, string> Tampering { get; } = new()
    {
        { Engine.Sqlite, "UPDATE credit_entries SET amount_fen = amount_fen + 1" },
        { Engine.Sqlite, "UPDATE credit_entries SET posting_period = '2024-06' WHERE amount_fen = 100000" },
        { Engine.Sqlite, "DELETE FROM credit_entries" },
        { Engine.Sqlite, "INSERT OR REPLACE INTO credit_entries SELECT * FROM credit_entries LIMIT 1" },
        { Engine.Sqlite, "UPDATE OR REPLACE credit_entries SET entry_no = (SELECT MIN(entry_no) FROM credit_entries)" },
        { Engine.Sqlite, "DELETE FROM sale_lines" },
        { Engine.Sqlite, "UPDATE sale_lines SET amount_fen = amount_fen + 1" },
        { Engine.Sqlite, "UPDATE sale_lines SET unit_name = 'another'" },
        { Engine.Sqlite, "UPDATE sale_lines SET subsidised_fen = 1" },
        { Engine.Sqlite, "INSERT OR REPLACE INTO sale_lines SELECT * FROM sale_lines LIMIT 1" },
        { Engine.Sqlite, "UPDATE journal SET body = 'x'" },
        { Engine.Sqlite, "INSERT OR REPLACE INTO journal SELECT * FROM journal LIMIT 1" },
        { Engine.Sqlite, "DELETE FROM journal" },
        { Engine.PostgreSql, "UPDATE journal SET body = 'x'" },
        { Engine.PostgreSql, "TRUNCATE journal" },
        { Engine.PostgreSql, "UPDATE credit_entries SET amount_fen = amount_fen + 1" },
        { Engine.PostgreSql, "UPDATE credit_entries SET posting_period = '2024-06' WHERE amount_fen = 0" },
        { Engine.PostgreSql, "DELETE FROM credit_entries" },
        { Engine.PostgreSql, "TRUNCATE credit_entries" },
        { Engine.PostgreSql, "TRUNCATE sale_lines CASCADE" },
        {
            Engine.PostgreSql,
            "INSERT INTO credit_entries SELECT * FROM credit_entries LIMIT 1 ON CONFLICT (entry_no) DO UPDATE SET amount_fen = 1"
        },
        { Engine.PostgreSql, "DELETE FROM sale_lines" },
        { Engine.PostgreSql, "UPDATE sale_lines SET amount_fen = amount_fen + 1" },
        { Engine.PostgreSql, "UPDATE sale_lines SET unit_name = 'another'" },
        { Engine.PostgreSql, "UPDATE sale_lines SET subsidised_fen = 1" },
    };

    [Theory, MemberData(nameof(Tampering))]
    public async Task The_past_cannot_be_changed(Engine engine, string sql)
    {
        var ct = TestContext.Current.CancellationToken;
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        var line = Examples.Line();
        await service.DeliverAsync(unit, ct: ct);
        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line), ct: ct);
        await using var scope = service.OpenDb(out var db);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(sql, ct));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equal([1_000_00, 1_000_00, 1_000_00], (await service.EntriesAsync(line.LineId)).Select(entry => entry.AmountFen));
        Assert.Equal(
            ("/330000/330200/330211/", 1_000_00),
            (await service.SaleAsync(line.LineId)) is { } sale ? (sale.UnitPath, sale.AmountFen) : default);
    }

    /// <summary>What an official's decision or the registry said: each row, and its columns that no decision changes.</summary>
    [Theory]
    [InlineData("pairings", "east_path = 'x'")]
    [InlineData("designations", "version = 9")]
    [InlineData("units", "version = 9")]
    [InlineData("facilitators", "version = 9")]
    [InlineData("regions", "version = 9")]
    [InlineData("targets", "version = 9")]
    [InlineData("quota_plans", "version = 9")]
    [InlineData("holds", "amount_fen = 1")]
    [InlineData("suspect_parties", "raised_by = 'x'")]
    [InlineData("corrections", "proposed_by = 'x'")]
    [InlineData("correction_lines", "line_id = 'x'")]
    [InlineData("benchmark_overrides", "product_id = 'x'")]
    [InlineData("other_measures", "measure_id = 'x'")]
    [InlineData("proposals", "proposed_by = 'x'")]
    [InlineData("proposal_sides", "name = 'x'")]
    public async Task What_credit_rests_on_has_triggers_on_both_engines(string table, string change)
    {
        var ct = TestContext.Current.CancellationToken;
        var column = change.Split(' ')[0];
        await using (var sqlite = (await shared.OnAsync(Engine.Sqlite)).OpenDb(out var db))
        {
            var triggers = await db.Database.SqlQueryRaw<string>(
                """SELECT sql AS "Value" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = {0}""", table).ToListAsync(ct);
            Assert.Contains(triggers, sql => sql.Contains("BEFORE DELETE", StringComparison.Ordinal));
            Assert.Contains(triggers, sql => sql.Contains("BEFORE UPDATE ON", StringComparison.Ordinal)
                || (sql.Contains("BEFORE UPDATE OF", StringComparison.Ordinal) && sql.Contains($"\"{column}\"", StringComparison.Ordinal)));
        }

        await using var postgreSql = (await shared.OnAsync(Engine.PostgreSql)).OpenDb(out var other);
        foreach (var sql in (string[])[$"DELETE FROM {table}", $"UPDATE {table} SET {column} = {column}"])
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => other.Database.ExecuteSqlRawAsync(sql, ct));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_service_may_change_no_table_but_those_that_are_named()
    {
        var ct = TestContext.Current.CancellationToken;
        var rights = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "postgres", "ledger.sql"), ct);
        await using var scope = (await shared.OnAsync(Engine.Sqlite)).OpenDb(out var db);
        var guarded = (await db.Database.SqlQueryRaw<string>(
            """SELECT DISTINCT tbl_name AS "Value" FROM sqlite_master WHERE type = 'trigger'""").ToListAsync(ct)).ToHashSet();

        var neither = db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct()
            .Where(table => !guarded.Contains(table) && !Regex.IsMatch(rights, $@"\b{table}\b"));

        Assert.Empty(neither);
    }
}
