namespace Marketplace.Platform.Messaging;

/// <summary>Has the effects of a type of message. The kernel gives it each message once, many at a time, inside one transaction.</summary>
public interface IConsume<in TMessage>
    where TMessage : class
{
    /// <summary>
    /// Has the effects of messages that were not heard before, in no particular order. What it adds to the database and publishes
    /// is saved and committed after it returns; when it throws, nothing is.
    /// </summary>
    /// <exception cref="MissingReferenceException">A message arrived before what it refers to; it will be tried again.</exception>
    Task ConsumeAsync(IReadOnlyList<TMessage> messages, CancellationToken ct);
}

/// <summary>A message refers to something that has not been heard of yet. It waits and is tried again, for some minutes, then parked.</summary>
/// <param name="heard">The message; others of its batch go on without it.</param>
/// <param name="what">What is missing, in English, for the operator.</param>
public sealed class MissingReferenceException(object heard, string what) : Exception(what)
{
    /// <summary>The message that has to wait.</summary>
    public object UnresolvedMessage => heard;
}
