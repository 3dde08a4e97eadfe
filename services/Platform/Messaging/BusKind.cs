namespace Marketplace.Platform.Messaging;

/// <summary>What carries messages.</summary>
public enum BusKind
{
    /// <summary>Within one process; forgets what it holds when the process ends.</summary>
    InMemory = 1,

    /// <summary>A broker with durable quorum queues and publisher confirms.</summary>
    RabbitMq = 2,
}
