using System.Collections.Concurrent;

namespace Marketplace.Benchmarks;

/// <summary>How long things took, in milliseconds.</summary>
sealed class Latencies
{
    readonly ConcurrentQueue<double> _all = new();

    public int Count => _all.Count;

    public void Add(TimeSpan took) => _all.Enqueue(took.TotalMilliseconds);

    /// <summary>The value that so many per cent did not exceed; NaN when there is none.</summary>
    public double Percentile(double percent)
    {
        double[] sorted = [.. _all.Order()];
        return sorted.Length == 0 ? double.NaN : Math.Round(sorted[(int)Math.Ceiling(percent / 100 * sorted.Length) - 1], 1);
    }
}
