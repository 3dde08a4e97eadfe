using System.Collections.Concurrent;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// Knows, with the in-memory transport, when every consumer has either done or parked a message. Only then may its outbox row go:
/// the transport forgets what it holds when the process dies, and the row is what brings the message back at the next start.
/// </summary>
public sealed class InProcessDeliveries
{
    readonly ConcurrentDictionary<(Guid MessageId, string Queue), Delivery> _open = new();

    /// <summary>Calls back once all the queues are through with the message; at once when there are none.</summary>
    public void Expect(Guid messageId, IReadOnlyCollection<string> queues, Action whenDone)
    {
        if (queues.Count == 0)
        {
            whenDone();
            return;
        }

        var delivery = new Delivery(queues.Count, whenDone);
        foreach (var queue in queues)
        {
            // A message that is relayed twice is through when either delivery is: the inbox lets one of them have the effect.
            _open.AddOrUpdate((messageId, queue), delivery, (_, earlier) => delivery.After(earlier));
        }
    }

    internal void Done(Guid messageId, string queue)
    {
        if (_open.TryRemove((messageId, queue), out var delivery))
        {
            delivery.OneDone();
        }
    }

    sealed class Delivery(int queues, Action whenDone)
    {
        int _left = queues;
        Delivery? _earlier;

        public Delivery After(Delivery earlier)
        {
            _earlier = earlier;
            return this;
        }

        public void OneDone()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                whenDone();
            }

            _earlier?.OneDone();
        }
    }
}
