using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// Takes what the broker has given up on from the dead letters of a service and parks it under the queue that it came from: a message with
/// which the process died again and again (<see cref="DeadLetters.DeliveriesMax"/>).
/// </summary>
sealed partial class ParkDeadLetters<TDb>(
    Subscriptions subscriptions, ParkMessages<TDb> parking, IServiceScopeFactory scopes, ILogger<ParkDeadLetters<TDb>> logger)
    : IFilter<ReceiveContext>
    where TDb : MarketplaceDb
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var (ct, queue) = (context.CancellationToken, HeaderOf(context, "x-first-death-queue") ?? "unknown");
        var subscription = subscriptions.All.SingleOrDefault(known => known.Queue == queue) ?? new Subscription(queue, [], BatchSize: 1);
        var message = RawMessage.Of(context, subscription);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Who dies between the commit of an effect and the acknowledgement has nothing left to do.
                if (!await IsDoneAsync(queue, message.MessageId, ct))
                {
                    var reason = HeaderOf(context, "x-first-death-reason") ?? "for a reason unknown";
                    await parking.ParkAsync(queue, message, new DeadLetterException(reason), ct);
                }

                return;
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                // Nobody else would take it: it stays here until it can be kept.
                NotParked(logger, message.MessageId, queue, failure);
                await Task.Delay(TransientFailure.Backoff(attempt), ct);
            }
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("parkDeadLetters");

    async Task<bool> IsDoneAsync(string queue, Guid messageId, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        return await db.InboxMessages.AnyAsync(row => row.Queue == queue && row.MessageId == messageId, ct);
    }

    static string? HeaderOf(ReceiveContext context, string name) => context.TransportHeaders.Get<string>(name);

    [LoggerMessage(LogLevel.Error, "Could not park the dead letter {MessageId} of {Queue} yet")]
    static partial void NotParked(ILogger logger, Guid messageId, string queue, Exception why);
}

/// <summary>How the queues of a service are declared, so that the broker never drops a message. RabbitMQ 3.10 to 4 take it alike.</summary>
static class DeadLetters
{
    /// <summary>
    /// How often a message is delivered before it becomes a dead letter. It counts deliveries that ended with the connection or with the
    /// process; RabbitMQ 4 has the same limit by default, and 3.x none. No number below 0: 4 takes it for "no limit", 3.x for 0.
    /// </summary>
    public const int DeliveriesMax = 20;

    /// <summary>For the dead letters themselves, which have nowhere else to go: in effect never.</summary>
    const int Never = 1_000_000;

    /// <summary>The queue, and its exchange, of a service's dead letters.</summary>
    public static string QueueOf(string service) => $"{service}.dead-letters";

    /// <summary>The service of a queue: what stands before the dot.</summary>
    public static string ServiceOf(string queue) => queue.Split('.')[0];

    /// <summary>A queue whose dead letters go to those of its service, with a confirm between the two.</summary>
    public static void Declare(IRabbitMqReceiveEndpointConfigurator endpoint, string service)
    {
        endpoint.SetQuorumQueue();
        endpoint.SetQueueArgument("x-delivery-limit", DeliveriesMax);
        endpoint.SetQueueArgument("x-dead-letter-exchange", QueueOf(service));
        endpoint.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
        endpoint.SetQueueArgument("x-overflow", "reject-publish");
    }

    /// <summary>Declares the queue of a service's dead letters, and has what comes to it parked.</summary>
    public static void Receive<TDb>(IRegistrationContext context, IRabbitMqBusFactoryConfigurator? bus, string service)
        where TDb : MarketplaceDb => bus?.ReceiveEndpoint(QueueOf(service), endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PublishFaults = false;
            endpoint.PrefetchCount = 1;
            endpoint.SetQuorumQueue();
            endpoint.SetQueueArgument("x-delivery-limit", Never);
            var parking = ActivatorUtilities.CreateInstance<ParkDeadLetters<TDb>>(context);
            endpoint.ConfigureReceive(received => received.UseFilter(parking));
        });
}

/// <summary>The broker has given up on a message.</summary>
/// <param name="reason">Why, as the broker says: "delivery_limit".</param>
sealed class DeadLetterException(string reason)
    : Exception($"The broker delivered the message up to {DeadLetters.DeliveriesMax} times without an answer and gave it up: {reason}.");
