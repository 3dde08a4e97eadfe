using System.Collections.Concurrent;

namespace Marketplace.Ordering.Storage;

/// <summary>
/// Rows of what was learned from others, kept in memory for at most five seconds: every order needs its buyer, its region and its
/// products, and many orders need the same ones. Nothing gets staler than it may be anyway: what others publish takes its time to
/// arrive, and what this process itself learns is forgotten here at once.
/// </summary>
public sealed class ShortLivedCache<TKey, TRow>(TimeProvider clock)
    where TKey : notnull
    where TRow : class
{
    /// <summary>How stale a row may be, where another process has learned of a change.</summary>
    public static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(5);

    const int CountMax = 20_000;

    readonly ConcurrentDictionary<TKey, (TRow Row, long ReadAt)> _kept = new();
    readonly ConcurrentDictionary<TKey, long> _changing = new();

    /// <summary>The rows of these keys; keys without a row are left out.</summary>
    /// <param name="keys">May repeat.</param>
    /// <param name="read">Reads the rows of keys that are not kept, in one query.</param>
    /// <param name="keyOf">The key of a row.</param>
    public async Task<Dictionary<TKey, TRow>> GetAsync(
        IEnumerable<TKey> keys, Func<TKey[], Task<List<TRow>>> read, Func<TRow, TKey> keyOf)
    {
        var found = new Dictionary<TKey, TRow>();
        var missing = new HashSet<TKey>();
        var now = clock.GetTimestamp();
        foreach (var key in keys)
        {
            if (_kept.TryGetValue(key, out var kept) && clock.GetElapsedTime(kept.ReadAt, now) < AgeMax && !IsChanging(key))
            {
                found[key] = kept.Row;
            }
            else
            {
                missing.Add(key);
            }
        }

        if (missing.Count == 0)
        {
            return found;
        }

        foreach (var row in await read([.. missing]))
        {
            var key = keyOf(row);
            found[key] = row;
            if (!IsChanging(key))
            {
                // Aged from before the query: what was committed during it may not be in it.
                _kept[key] = (row, now);
            }
        }

        if (_kept.Count > CountMax)
        {
            _kept.Clear();
        }

        return found;
    }

    /// <summary>
    /// To be called by the transaction that changes the rows. They are read from the database for the next while, since whoever reads
    /// them before the commit must not keep what it sees.
    /// </summary>
    public void Forget(IEnumerable<TKey> keys)
    {
        var now = clock.GetTimestamp();
        foreach (var key in keys)
        {
            _changing[key] = now;
            _kept.TryRemove(key, out _);
        }

        if (_changing.Count > CountMax)
        {
            foreach (var (key, since) in _changing)
            {
                if (clock.GetElapsedTime(since, now) >= AgeMax)
                {
                    _changing.TryRemove(key, out _);
                }
            }
        }
    }

    bool IsChanging(TKey key) => _changing.TryGetValue(key, out var since) && clock.GetElapsedTime(since) < AgeMax;
}
