using Marketplace.Testing.Servers;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>What the broker lets the user of one service do: a service that was broken into can't speak as another.</summary>
public sealed class BrokerUserTests
{
    const string Accepted = "Marketplace.Contracts.Logistics:DeliveryAccepted";
    const string Listed = "Marketplace.Contracts.Catalog:ListingPublished";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Catalog_publishes_its_own_messages_and_not_those_of_Logistics()
    {
        var userOf = await UsersAsync();
        await DeclareAsync(userOf("logistics"), Accepted);
        await DeclareAsync(userOf("catalog"), Listed);

        await PublishAsync(userOf("catalog"), Listed);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => PublishAsync(userOf("catalog"), Accepted));

        Assert.Equal(403, CodeOf(refused));
        await PublishAsync(userOf("logistics"), Accepted);
    }

    [Fact]
    public async Task Nobody_reads_fills_or_deletes_the_queue_of_another()
    {
        var userOf = await UsersAsync();
        const string Queue = "crediting.credit-sales";
        await WithChannelAsync(userOf("crediting"), async channel =>
        {
            await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: Ct);
            await channel.ExchangeDeclareAsync(Queue, ExchangeType.Fanout, durable: true, cancellationToken: Ct);
        });

        Func<IChannel, Task>[] attempts =
        [
            channel => channel.BasicGetAsync(Queue, autoAck: true, Ct),
            channel => channel.QueueDeleteAsync(Queue, cancellationToken: Ct),
            channel => channel.ExchangeDeleteAsync(Queue, cancellationToken: Ct),
            channel => channel.QueueBindAsync(Queue, Listed, routingKey: "", cancellationToken: Ct),
        ];
        foreach (var attempt in attempts)
        {
            var refused = await Assert.ThrowsAnyAsync<OperationInterruptedException>(() => WithChannelAsync(userOf("catalog"), attempt));
            Assert.Equal(403, CodeOf(refused));
        }

        Assert.Equal(403, CodeOf(await Assert.ThrowsAnyAsync<Exception>(() => PublishAsync(userOf("catalog"), Queue))));
        Assert.Equal(403, CodeOf(await Assert.ThrowsAnyAsync<Exception>(() => PublishAsync(userOf("catalog"), "", Queue))));
    }

    static async Task<Func<string, Uri>> UsersAsync()
    {
        var rabbit = await RabbitServer.SharedAsync();
        return await rabbit.CreateServiceUsersAsync(await rabbit.CreateVirtualHostAsync(Ct), Ct);
    }

    static Task DeclareAsync(Uri user, string exchange) => WithChannelAsync(
        user, channel => channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: Ct));

    static Task PublishAsync(Uri user, string exchange, string routingKey = "") => WithChannelAsync(
        user, async channel => await channel.BasicPublishAsync(exchange, routingKey, body: default, cancellationToken: Ct));

    static async Task WithChannelAsync(Uri user, Func<IChannel, Task> act)
    {
        await using var connection = await new ConnectionFactory { Uri = user }.CreateConnectionAsync(Ct);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Ct);
        await act(channel);
    }

    static int? CodeOf(Exception refused)
    {
        for (var cause = refused; cause is not null; cause = cause.InnerException)
        {
            if (cause is OperationInterruptedException { ShutdownReason: { } reason })
            {
                return reason.ReplyCode;
            }
        }

        return null;
    }
}
