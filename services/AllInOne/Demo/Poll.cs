using System.Diagnostics;

namespace Marketplace.AllInOne.Demo;

/// <summary>It is too early; ask again. The message becomes the reason if the time runs out.</summary>
sealed class NotYetException(string message) : Exception(message);

/// <summary>Waits for what the services bring about among themselves, with a limit.</summary>
static class Poll
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    static readonly TimeSpan PauseMax = TimeSpan.FromMilliseconds(300);

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="what">What is waited for, for the reader of a failure.</param>
    /// <param name="ask">Gives null or throws <see cref="NotYetException"/> while it is too early.</param>
    /// <exception cref="DemoFailedException">There was no answer within the limit.</exception>
    public static async Task<T> UntilAsync<T>(string what, Func<Task<T?>> ask, CancellationToken ct)
        where T : class
    {
        var watch = Stopwatch.StartNew();
        var pause = TimeSpan.FromMilliseconds(10);
        while (true)
        {
            var last = "";
            try
            {
                if (await ask() is { } answer)
                {
                    return answer;
                }
            }
            catch (NotYetException notYet)
            {
                last = notYet.Message;
            }

            if (watch.Elapsed > Limit)
            {
                throw new DemoFailedException($"等了 {Limit.TotalSeconds:0} 秒仍未等到 Waited {Limit.TotalSeconds:0} s in vain: {what}. {last}");
            }

            await Task.Delay(pause, ct);
            pause = pause * 1.5 < PauseMax ? pause * 1.5 : PauseMax;
        }
    }
}
