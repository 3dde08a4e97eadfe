using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Marketplace.Platform.Messaging;

/// <summary>True for failures that pass by waiting: a database or server that is away or busy.</summary>
static class TransientFailure
{
    public static bool Is(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is TimeoutException or IOException or System.Net.Sockets.SocketException
                || cause is DbException { IsTransient: true }
                || cause is SqliteException { SqliteErrorCode: 5 or 6 or 10 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>50 ms, doubling up to 5 s, with some spread so that many don't come back at once.</summary>
    public static TimeSpan Backoff(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(5_000, 25 * Math.Pow(2, Math.Min(attempt, 10))) * (0.75 + (Random.Shared.NextDouble() / 2)));
}
