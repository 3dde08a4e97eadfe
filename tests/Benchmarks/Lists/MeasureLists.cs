using System.Diagnostics;
using System.Globalization;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Platform.Web;

namespace Marketplace.Benchmarks.Lists;

/// <summary>Measures answers as their caller sees them, at the server, over HTTP in memory.</summary>
static class MeasureLists
{
    const int WarmUps = 15;
    const int Times = 21;

    /// <summary>Tells how long a list takes: its first page and one in the middle.</summary>
    public static async Task TellPagesAsync(string what, HttpClient caller, string path, CancellationToken ct, params string[] cursor)
    {
        var middle = cursor.Length > 0
            ? Cursor.Encode([Trade.Middle.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), .. cursor])
            : Cursor.Encode(Trade.Middle, Guid.Empty);
        await TellAsync($"{what}, first page", caller, path, ct);
        await TellAsync($"{what}, in the middle", caller, $"{path}?after={middle}", ct);
    }

    /// <summary>Tells the median time of an answer.</summary>
    /// <param name="aim">What it should be, in milliseconds.</param>
    public static async Task TellAsync(string what, HttpClient caller, string path, CancellationToken ct, int aim = 50)
    {
        var latencies = new Latencies();
        var length = 0;
        for (var i = 0; i < WarmUps + Times; i++)
        {
            var watch = Stopwatch.StartNew();
            using var response = await caller.GetAsync(path, ct);
            var answer = await response.Content.ReadAsStringAsync(ct);
            if (!response.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {answer}");
            }

            length = answer.Length;
            if (i >= WarmUps)
            {
                latencies.Add(watch.Elapsed);
            }
            else if (watch.Elapsed > TimeSpan.FromSeconds(1) && i >= 2)
            {
                // What takes so long is told after three times.
                latencies.Add(watch.Elapsed);
                break;
            }
        }

        LedgerUnderLoad.Tell($"{what} ({length:#,0} characters)", latencies.Percentile(50), "ms", $"< {aim} ms");
    }
}
