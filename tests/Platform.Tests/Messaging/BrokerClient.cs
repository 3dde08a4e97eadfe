using RabbitMQ.Client;

namespace Marketplace.Platform.Tests.Messaging;

/// <summary>Whoever can reach the broker, without the kernel between: what it publishes need not be a message of ours.</summary>
sealed class BrokerClient : IAsyncDisposable
{
    readonly Uri _broker;
    readonly IConnection _connection;
    readonly IChannel _channel;

    BrokerClient(Uri broker, IConnection connection, IChannel channel) => (_broker, _connection, _channel) = (broker, connection, channel);

    public static async Task<BrokerClient> ConnectAsync(Uri broker, CancellationToken ct)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(ct);
        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            ct);
        return new(broker, connection, channel);
    }

    public async Task PublishAsync(string exchange, byte[] body, Guid? messageId, string? type, CancellationToken ct)
    {
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            Persistent = true,
            MessageId = messageId?.ToString(),
            Headers = new Dictionary<string, object?>(),
        };
        if (type is not null)
        {
            properties.Headers[MassTransit.MessageHeaders.MessageType] = type;
        }

        await _channel.BasicPublishAsync(exchange, routingKey: "", mandatory: false, properties, body, ct);
    }

    public async Task<uint> CountAsync(string queue, CancellationToken ct) =>
        (await _channel.QueueDeclarePassiveAsync(queue, ct)).MessageCount;

    /// <summary>Takes the first message of a queue and dies without an answer, as a process that crashes. False without one.</summary>
    public async Task<bool> TakeAndDieAsync(string queue, CancellationToken ct)
    {
        var connection = await new ConnectionFactory { Uri = _broker }.CreateConnectionAsync(ct);
        try
        {
            var channel = await connection.CreateChannelAsync(cancellationToken: ct);
            return await channel.BasicGetAsync(queue, autoAck: false, ct) is not null;
        }
        finally
        {
            await connection.AbortAsync(CancellationToken.None);
            await connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
