using System.Runtime.ExceptionServices;
using Marketplace.Platform.Storage;
using MassTransit;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// Stands before a consumer: what its queue does not take or what can't be read is parked as it came, so that it neither comes again and
/// again nor is dropped.
/// </summary>
sealed class ParkUnreadable<TDb>(Subscription subscription, ParkMessages<TDb> parking) : IFilter<ReceiveContext>
    where TDb : MarketplaceDb
{
    /// <summary>Lets through what has an id and is of a type that the queue takes.</summary>
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        FaultOf(context) is { } fault ? ParkAsync(context, new UnreadableMessageException(fault)) : next.Send(context);

    /// <summary>Parks what could not be read. What fails because the process stops, the bus keeps.</summary>
    public async Task ParkFailedAsync(ExceptionReceiveContext context)
    {
        await context.NotifyFaulted(context.Exception);
        if (context.CancellationToken.IsCancellationRequested)
        {
            ExceptionDispatchInfo.Throw(context.Exception);
        }

        await ParkAsync(context, context.Exception);
    }

    /// <summary>Parks what could be read and yet is no message: the JSON null.</summary>
    public Task ParkSkippedAsync(ReceiveContext context) =>
        ParkAsync(context, new UnreadableMessageException("The body is no message."));

    public void Probe(ProbeContext context) => context.CreateFilterScope("parkUnreadable");

    string? FaultOf(ReceiveContext context)
    {
        if (RawMessage.TypeOf(context, subscription) is null)
        {
            var takes = string.Join(", ", subscription.Messages.Select(type => type.Name));
            return $"The queue takes {takes}; this is {RawMessage.UrnsOf(context) ?? "a message without a type"}.";
        }

        return context.GetMessageId() is null
            ? "The message has no id, so nobody can tell whether it has had its effect before."
            : null;
    }

    Task ParkAsync(ReceiveContext context, Exception failure) =>
        parking.ParkAsync(subscription.Queue, RawMessage.Of(context, subscription), failure, context.CancellationToken);
}

/// <summary>A message that no version of the program that knows what it knows could handle.</summary>
/// <param name="message">What is wrong with it.</param>
sealed class UnreadableMessageException(string message) : Exception(message);
