using System.Data.Common;
using System.Globalization;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Fixture;

/// <summary>Somebody with the password of the database's owner: no trigger and no foreign key is in the way.</summary>
sealed class Tampering : IAsyncDisposable
{
    readonly DbConnection _connection;

    Tampering(DbConnection connection) => _connection = connection;

    public static async Task<Tampering> BeginAsync(CreditingDb db)
    {
        var ct = TestContext.Current.CancellationToken;
        await db.Database.OpenConnectionAsync(ct);
        var tampering = new Tampering(db.Database.GetDbConnection());
        if (Engines.Of(db) == Engine.PostgreSql)
        {
            await tampering.RunAsync("SET session_replication_role = replica");
            return tampering;
        }

        await tampering.RunAsync("PRAGMA foreign_keys = OFF");
        var triggers = await db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'")
            .ToListAsync(ct);
        foreach (var trigger in triggers)
        {
            await tampering.RunAsync($"DROP TRIGGER {trigger}");
        }

        return tampering;
    }

    public async Task<IReadOnlyList<(string Name, object Value)>> RowAsync(string table, string where)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE {where}";
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => (reader.GetName(i), reader.GetValue(i)))];
    }

    public Task SetAsync(string table, string column, object value, string where) =>
        RunAsync($"UPDATE {table} SET {column} = @value WHERE {where}", value);

    public async Task RunAsync(string sql, object? value = null)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        if (value is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@value", value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Other values that differ in one byte.</summary>
    public static IEnumerable<object> Changed(object value) => value switch
    {
        long number => [number + 1],
        int number => [number + 1],
        Guid id => [Guid.Parse(Last($"{id}"))],
        byte[] bytes => [(byte[])[(byte)(bytes[0] ^ 1), .. bytes[1..]], (byte[])[.. bytes[..^1], (byte)(bytes[^1] ^ 0x80)]],
        string text when text.Any(char.IsAsciiLetter) => [Last(text), OtherCase(text)],
        string text => [Last(text)],
        DBNull => [],
        _ => throw new ArgumentOutOfRangeException(nameof(value), string.Create(CultureInfo.InvariantCulture, $"{value.GetType()}")),
    };

    static string Last(string text) => text[..^1] + (text[^1] == '1' ? '2' : '1');

    static string OtherCase(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('A', 'z');
        var other = char.IsAsciiLetterUpper(text[at]) ? char.ToLowerInvariant(text[at]) : char.ToUpperInvariant(text[at]);
        return text[..at] + other + text[(at + 1)..];
    }

    public async ValueTask DisposeAsync() => await _connection.CloseAsync();
}
