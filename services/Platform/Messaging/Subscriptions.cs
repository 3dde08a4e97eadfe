using System.Collections.Concurrent;

namespace Marketplace.Platform.Messaging;

/// <summary>One consumer's queue: which messages it takes and how many at a time.</summary>
/// <param name="Queue">Written out by the service, so that renaming a class doesn't rename a queue.</param>
/// <param name="Messages">The types of messages.</param>
/// <param name="BatchSize">How many messages have their effects in one commit at most.</param>
/// <param name="Urgency">Whether somebody waits for the effects.</param>
public sealed record Subscription(string Queue, IReadOnlyList<Type> Messages, int BatchSize, Urgency Urgency = Urgency.AtOnce);

/// <summary>Whether somebody waits for what a consumer does.</summary>
public enum Urgency
{
    /// <summary>An order, a delivery or a person does: messages gather for some milliseconds.</summary>
    AtOnce = 1,

    /// <summary>
    /// Nobody does, as for what only reports show: messages gather for <see cref="MessagingOptions.GatherFor"/>, and cost less.
    /// </summary>
    Soon = 2,
}

/// <summary>The subscriptions of this process.</summary>
public sealed class Subscriptions
{
    readonly List<Subscription> _all = [];
    readonly ConcurrentDictionary<Type, string[]> _queues = new();

    public IReadOnlyList<Subscription> All => _all;

    internal void Add(Subscription subscription)
    {
        if (_all.Any(known => known.Queue == subscription.Queue))
        {
            throw new InvalidOperationException(
                $"Two consumers want the queue {subscription.Queue}; they would steal each other's messages.");
        }

        _all.Add(subscription);
    }

    /// <summary>The queues in this process that take a type of message.</summary>
    public string[] QueuesFor(Type message) =>
        _queues.GetOrAdd(message, type => [.. _all.Where(known => known.Messages.Contains(type)).Select(known => known.Queue)]);
}
