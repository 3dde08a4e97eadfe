using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketplace.Testing;

/// <summary>
/// Counts the statements that EF sends to one database within transactions: what a request asks, without what services do beside it.
/// </summary>
public sealed class CommandCount : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    readonly string _database;
    readonly ConcurrentBag<IDisposable> _subscriptions = [];
    readonly ConcurrentQueue<string> _sent = new();

    /// <summary>Begins to count.</summary>
    /// <param name="connectionString">Of the database.</param>
    public CommandCount(string connectionString)
    {
        var keys = new DbConnectionStringBuilder { ConnectionString = connectionString };
        _database = (string)(keys.TryGetValue("Data Source", out var file) ? file : keys["Database"]);
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>The statements, in the order in which they were sent.</summary>
    public IReadOnlyList<string> Sent => [.. _sent];

    public void OnNext(DiagnosticListener value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Name == DbLoggerCategoryName)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command.Transaction: not null } sent
            && (sent.Connection is SqliteConnection ? sent.Connection.DataSource : sent.Connection.Database) == _database)
        {
            _sent.Enqueue(sent.Command.CommandText);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    static string DbLoggerCategoryName => Microsoft.EntityFrameworkCore.DbLoggerCategory.Name;
}
