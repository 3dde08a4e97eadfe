using System.Diagnostics;

namespace Marketplace.Testing;

/// <summary>
/// Waits for what other threads, processes and messages bring about, with a limit: the only place in the tests that waits by the clock.
/// </summary>
public static class Eventually
{
    static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(30);
    static readonly TimeSpan IntervalMax = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns as soon as the condition holds.</summary>
    /// <param name="condition">Asked again and again; what it throws counts as "not yet" until the limit.</param>
    /// <param name="what">What is waited for, as it is to appear in the failure.</param>
    /// <param name="limit">30 seconds when not given.</param>
    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? limit = null, CancellationToken ct = default) =>
        await PollAsync(condition, static holds => holds, what, limit, ct);

    /// <summary>Returns as soon as the value is the expected one.</summary>
    /// <exception cref="TimeoutException">It was another to the end; the message names the last one seen.</exception>
    public static async Task EqualAsync<T>(
        T expected, Func<Task<T>> value, string? what = null, TimeSpan? limit = null, CancellationToken ct = default) =>
        await PollAsync(
            value, seen => EqualityComparer<T>.Default.Equals(expected, seen), what ?? $"the value to be {Shown(expected)}", limit, ct);

    /// <summary>Returns the first value that is not null.</summary>
    /// <exception cref="TimeoutException">There was none in time.</exception>
    public static async Task<T> NotNullAsync<T>(Func<Task<T?>> value, string what, TimeSpan? limit = null, CancellationToken ct = default)
        where T : class =>
        (await PollAsync(value, static seen => seen is not null, what, limit, ct))!;

    /// <summary>Lets a server recover before it is asked again.</summary>
    public static Task PauseAsync(TimeSpan pause, CancellationToken ct) => Task.Delay(pause, ct);

    static async Task<T> PollAsync<T>(Func<Task<T>> value, Func<T, bool> suits, string what, TimeSpan? limit, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var within = limit ?? DefaultLimit;
        var interval = TimeSpan.FromMilliseconds(5);
        while (true)
        {
            string last;
            Exception? failure = null;
            try
            {
                var seen = await value();
                if (suits(seen))
                {
                    return seen;
                }

                last = Shown(seen);
            }
            catch (Exception thrown) when (!ct.IsCancellationRequested)
            {
                failure = thrown;
                last = $"{thrown.GetType().Name}: {thrown.Message}";
            }

            if (watch.Elapsed >= within)
            {
                throw new TimeoutException($"Waited {within.TotalSeconds:0.#} s in vain for {what}. Last seen: {last}", failure);
            }

            await Task.Delay(interval, ct);
            interval = interval * 1.5 < IntervalMax ? interval * 1.5 : IntervalMax;
        }
    }

    static string Shown<T>(T value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => value.ToString() ?? "",
    };
}
