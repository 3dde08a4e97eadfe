using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Marketplace.Platform.Hosting;

/// <summary>The kernel's own spans and measurements. Services may add theirs to the same source and meter.</summary>
public static class Telemetry
{
    public const string Name = "Marketplace";

    public static readonly ActivitySource Source = new(Name);

    public static readonly Meter Meter = new(Name);

    /// <summary>Messages that had their effect, by queue.</summary>
    internal static readonly Counter<long> Consumed = Meter.CreateCounter<long>("marketplace.messages.consumed");

    /// <summary>From the commit of the outbox row to the commit of its effect, by queue.</summary>
    internal static readonly Histogram<double> Lag = Meter.CreateHistogram<double>("marketplace.messages.lag", "ms");
}
