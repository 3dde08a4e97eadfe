using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Background;

/// <summary>
/// Background work on rows that have nothing to do with each other: some at a time in one transaction, and each by itself when that fails.
/// A row that can't be done is set aside, seen in log, metric and list, and tried again after a minute, then twice as long each time, up
/// to a day; it stops no other (CR-21).
/// </summary>
public sealed partial class RowWork<TDb>(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RowWork<TDb>> logger)
    where TDb : MarketplaceDb
{
    static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LaterMax = TimeSpan.FromDays(1);

    /// <summary>
    /// Looks for rows again and again until it is stopped, and does them. When nothing can be done it is tried at the next look.
    /// </summary>
    /// <param name="every">The time between two looks.</param>
    /// <param name="atOnce">The most that <paramref name="find"/> gives at once; there may be more then, which follow at once.</param>
    /// <inheritdoc cref="DoAsync"/>
    public Task RunAsync<TKey>(
        string work,
        TimeSpan every,
        int atOnce,
        Func<TDb, IReadOnlyCollection<TKey>, CancellationToken, Task<List<TKey>>> find,
        Func<TDb, IReadOnlyList<TKey>, CancellationToken, Task> apply,
        CancellationToken stoppingToken)
        where TKey : IParsable<TKey> => RunInScopeAsync(work, every, atOnce, find, OnDatabase(apply), stoppingToken);

    /// <summary>As <see cref="RunAsync{TKey}"/>, for work that needs services of the scope of its transaction besides.</summary>
    /// <inheritdoc cref="DoAsync"/>
    public async Task RunInScopeAsync<TKey>(
        string work,
        TimeSpan every,
        int atOnce,
        Func<TDb, IReadOnlyCollection<TKey>, CancellationToken, Task<List<TKey>>> find,
        Func<IServiceProvider, IReadOnlyList<TKey>, CancellationToken, Task> apply,
        CancellationToken stoppingToken)
        where TKey : IParsable<TKey>
    {
        using var timer = new PeriodicTimer(every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await DoInScopeAsync(work, find, apply, stoppingToken) == atOnce)
                {
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotNow(logger, work, failure.Message);
            }
        }
    }

    /// <summary>Does some rows, and tells how many there were: as many as asked for means that there may be more.</summary>
    /// <param name="work">A name for the work, of its own among all works of the service.</param>
    /// <param name="find">The keys of some rows that are due, leaving out those that are set aside.</param>
    /// <param name="apply">
    /// Does rows, in the transaction that is open, and saves. Rows that somebody else has done or is doing meanwhile it leaves alone.
    /// </param>
    /// <exception cref="Exception">The database is away, or <paramref name="find"/> fails: nothing can be done now.</exception>
    public Task<int> DoAsync<TKey>(
        string work,
        Func<TDb, IReadOnlyCollection<TKey>, CancellationToken, Task<List<TKey>>> find,
        Func<TDb, IReadOnlyList<TKey>, CancellationToken, Task> apply,
        CancellationToken ct)
        where TKey : IParsable<TKey> => DoInScopeAsync(work, find, OnDatabase(apply), ct);

    static Func<IServiceProvider, IReadOnlyList<TKey>, CancellationToken, Task> OnDatabase<TKey>(
        Func<TDb, IReadOnlyList<TKey>, CancellationToken, Task> apply) =>
        (services, keys, ct) => apply(services.GetRequiredService<TDb>(), keys, ct);

    async Task<int> DoInScopeAsync<TKey>(
        string work,
        Func<TDb, IReadOnlyCollection<TKey>, CancellationToken, Task<List<TKey>>> find,
        Func<IServiceProvider, IReadOnlyList<TKey>, CancellationToken, Task> apply,
        CancellationToken ct)
        where TKey : IParsable<TKey>
    {
        HashSet<string> aside;
        List<TKey> keys;
        await using (var scope = scopes.CreateSystemScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            var rows = await db.SetAsideRows.AsNoTracking().Where(row => row.Work == work).ToListAsync(ct);
            aside = [.. rows.Select(row => row.RowKey)];
            var now = clock.GetUtcNow();
            TKey[] notYet = [.. rows.Where(row => row.NextAttemptAt > now).Select(row => TKey.Parse(row.RowKey, null))];
            keys = await find(db, notYet, ct);
        }

        if (keys.Count == 0)
        {
            return 0;
        }

        try
        {
            await ApplyAsync(work, keys, aside, apply, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Together(logger, work, keys.Count, failure.Message);
            foreach (var key in keys)
            {
                await OrSetAsideAsync(work, key, () => ApplyAsync(work, [key], aside, apply, ct), ct);
            }
        }

        return keys.Count;
    }

    async Task ApplyAsync<TKey>(
        string work,
        IReadOnlyList<TKey> keys,
        HashSet<string> aside,
        Func<IServiceProvider, IReadOnlyList<TKey>, CancellationToken, Task> apply,
        CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await apply(scope.ServiceProvider, keys, ct);
        string[] done = [.. keys.Select(key => KeyOf(key)).Where(aside.Contains)];
        if (done.Length > 0)
        {
            await db.SetAsideRows.Where(row => row.Work == work && done.Contains(row.RowKey)).ExecuteDeleteAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    async Task OrSetAsideAsync<TKey>(string work, TKey key, Func<Task> apply, CancellationToken ct)
    {
        try
        {
            await apply();
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // When the database is away this fails as well, and nothing is set aside for it.
            await SetAsideAsync(work, KeyOf(key), failure, ct);
        }
    }

    async Task SetAsideAsync(string work, string key, Exception failure, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = clock.GetUtcNow();
        var row = await db.SetAsideRows.SingleOrDefaultAsync(known => known.Work == work && known.RowKey == key, ct);
        if (row is null)
        {
            row = new SetAsideRow
            {
                Work = work,
                RowKey = key,
                Attempts = 0,
                Reason = "",
                FirstFailedAt = now,
                LastFailedAt = now,
                NextAttemptAt = now,
            };
            db.Add(row);
        }

        row.Attempts++;
        row.Reason = StorableText.Of(failure.Message);
        row.LastFailedAt = now;
        var after = FirstAfter * Math.Pow(2, Math.Min(row.Attempts - 1, 20));
        row.NextAttemptAt = now + (after < LaterMax ? after : LaterMax);
        await db.SaveChangesAsync(ct);
        SetAside(logger, work, key, row.NextAttemptAt, failure);
    }

    static string KeyOf<TKey>(TKey key) => key!.ToString()!;

    [LoggerMessage(LogLevel.Warning, "{Work} can do nothing now and tries again: {Why}")]
    static partial void NotNow(ILogger logger, string work, string why);

    [LoggerMessage(LogLevel.Warning, "{Work} could not do {Count} rows together and does each by itself: {Why}")]
    static partial void Together(ILogger logger, string work, int count, string why);

    [LoggerMessage(LogLevel.Error, "{Work} set row {Key} aside until {NextAttempt:O}")]
    static partial void SetAside(ILogger logger, string work, string key, DateTimeOffset nextAttempt, Exception why);
}
