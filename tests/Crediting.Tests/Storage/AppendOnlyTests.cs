using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
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
}
