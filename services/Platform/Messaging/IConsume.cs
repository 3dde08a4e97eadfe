namespace Marketplace.Platform.Messaging;

/// <summary>Consumes messages of a type. The kernel delivers each message once, many at a time, inside one transaction.</summary>
public interface IConsume<in TMessage>
    where TMessage : class
{
    /// <summary>
    /// Handles messages that were not handled before, in no particular order. What it adds to the database and publishes is saved and
    /// committed after it returns; when it throws, nothing is.
    /// </summary>
    /// <exception cref="MissingReferenceException">A message arrived before what it refers to; it will be tried again.</exception>
    Task ConsumeAsync(IReadOnlyList<TMessage> messages, CancellationToken ct);
}

/// <summary>
/// Consumes messages of two types from one queue, for what both of them change: in one transaction, without waiting for each other.
/// </summary>
public interface IConsume<in TFirst, in TSecond>
    where TFirst : class
    where TSecond : class
{
    /// <summary>As <see cref="IConsume{TMessage}.ConsumeAsync"/>, with the messages of the batch by type; one list may be empty.</summary>
    /// <exception cref="MissingReferenceException">A message arrived before what it refers to; it will be tried again.</exception>
    Task ConsumeAsync(IReadOnlyList<TFirst> first, IReadOnlyList<TSecond> second, CancellationToken ct);
}

/// <summary>
/// Consumes messages of several types from one queue, for what all of them change: in one transaction, without waiting for each other.
/// Which types they are is said where the consumer is added.
/// </summary>
public interface IConsumeSeveral
{
    /// <summary>As <see cref="IConsume{TMessage}.ConsumeAsync"/>, with messages of whichever of the types.</summary>
    /// <exception cref="MissingReferenceException">A message arrived before what it refers to; it will be tried again.</exception>
    Task ConsumeAsync(IReadOnlyList<object> messages, CancellationToken ct);
}

/// <summary>A message refers to something that is not known yet. It is tried again for some minutes, then parked.</summary>
/// <param name="message">The message; others of its batch are handled without it.</param>
/// <param name="what">What is missing, in English, for the operator.</param>
public sealed class MissingReferenceException(object message, string what) : Exception(what)
{
    /// <summary>The message that has to wait.</summary>
    public object UnresolvedMessage => message;
}
