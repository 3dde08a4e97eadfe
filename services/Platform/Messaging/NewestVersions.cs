using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Messaging;

/// <summary>A service's copy of what another service owns and publishes whenever it changes, with a version that rises.</summary>
public static class NewestVersions
{
    extension(MarketplaceDb db)
    {
        /// <summary>
        /// Keeps the newest version of each row: adds what is not known yet, overwrites what is older, ignores the rest. For consumers;
        /// messages may come twice and in any order. The version should be a concurrency token, so that of two processes that keep the
        /// same row at once the later one fails and tries again.
        /// </summary>
        /// <param name="published">Rows as they were published; the same key may occur several times.</param>
        /// <param name="keyOf">The primary key of a row, one column.</param>
        /// <param name="versionOf">The version that decides.</param>
        /// <returns>What was added or overwritten. It is saved by whoever saves the context.</returns>
        public async Task<IReadOnlyList<KeptRow<TRow>>> KeepNewestAsync<TRow, TKey>(
            IEnumerable<TRow> published, Func<TRow, TKey> keyOf, Func<TRow, long> versionOf, CancellationToken ct)
            where TRow : class
            where TKey : notnull
        {
            Dictionary<TKey, TRow> newest = published.GroupBy(keyOf).ToDictionary(rows => rows.Key, rows => rows.MaxBy(versionOf)!);
            var known = await KnownAsync<TRow, TKey>(db, [.. newest.Keys], keyOf, ct);
            List<KeptRow<TRow>> kept = [];
            foreach (var (key, row) in newest)
            {
                if (!known.TryGetValue(key, out var before))
                {
                    db.Add(row);
                    kept.Add(new KeptRow<TRow>(null, row));
                }
                else if (versionOf(row) > versionOf(before))
                {
                    var entry = db.Entry(before);
                    kept.Add(new KeptRow<TRow>((TRow)entry.CurrentValues.ToObject(), row));
                    entry.CurrentValues.SetValues(row);
                }
            }

            return kept;
        }
    }

    static Task<Dictionary<TKey, TRow>> KnownAsync<TRow, TKey>(MarketplaceDb db, TKey[] keys, Func<TRow, TKey> keyOf, CancellationToken ct)
        where TRow : class
        where TKey : notnull
    {
        var key = db.Model.FindEntityType(typeof(TRow))!.FindPrimaryKey()!.Properties.Single().Name;
        return db.Set<TRow>().Where(row => keys.Contains(EF.Property<TKey>(row, key))).ToDictionaryAsync(keyOf, ct);
    }
}

/// <summary>A row that was added or overwritten.</summary>
/// <param name="Before">As it was; null when it is new.</param>
/// <param name="Now">As it was published.</param>
public sealed record KeptRow<TRow>(TRow? Before, TRow Now)
    where TRow : class;
