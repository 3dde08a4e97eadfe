using System.Diagnostics;
using System.Globalization;
using Marketplace.Platform.Hosting;
using MassTransit;

namespace Marketplace.Platform.Messaging;

/// <summary>A message that came to a queue and that the bus waits to acknowledge.</summary>
sealed record Delivery(Guid MessageId, object Message, ReceiveContext Received)
{
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? TraceParent { get; } = Received.TransportHeaders.Get<string>(MessageHeaders.TraceParent);

    public bool IsSentAgain { get; } = Received.TransportHeaders.TryGetHeader(MessageHeaders.SentAgain, out _);

    public CancellationToken Stopping => Received.CancellationToken;

    public static Delivery From(ReceiveContext received, object message) => new(
        received.GetMessageId() ?? throw new InvalidOperationException("A message without an id can't be handled exactly once."),
        message,
        received);

    public Activity? StartSpan(string queue)
    {
        _ = ActivityContext.TryParse(TraceParent, null, out var parent);
        return Telemetry.Source.StartActivity($"consume {queue}", ActivityKind.Consumer, parent);
    }

    public void MeasureLag(string queue)
    {
        if (Telemetry.Lag.Enabled && long.TryParse(
            Received.TransportHeaders.Get<string>(MessageHeaders.CreatedAt), CultureInfo.InvariantCulture, out var createdAt))
        {
            var lag = TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(createdAt);
            Telemetry.Lag.Record(lag.TotalMilliseconds, new KeyValuePair<string, object?>("queue", queue));
        }
    }
}
