using Microsoft.Extensions.Caching.Memory;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// Keeps in memory what reports read again and again and what can't change while its key is asked for: the sums of closed months, which as
/// posted are final (CR-16), under the month through which the ledger is closed and the number of times that the sums were made anew; and
/// the registry, under its version. A report of the running year then only reads the months that are still open.
/// </summary>
public sealed class ReportCache : IDisposable
{
    const int Kept = 100;

    static readonly TimeSpan Unasked = TimeSpan.FromHours(1);

    readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = Kept });

    /// <summary>What is kept under the key, or what is made now.</summary>
    public async Task<T> GetAsync<T>(object key, Func<Task<T>> make)
        where T : class
    {
        if (_kept.TryGetValue(key, out T? known) && known is not null)
        {
            return known;
        }

        var made = await make();
        return _kept.Set(key, made, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Unasked });
    }

    public void Dispose() => _kept.Dispose();
}
