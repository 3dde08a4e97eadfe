namespace Marketplace.Platform.Messaging;

/// <summary>What travels beside a message.</summary>
static class MessageHeaders
{
    /// <summary>The type of the message, as a URN; the name of the header is MassTransit's.</summary>
    public const string MessageType = MassTransit.MessageHeaders.MessageType;

    /// <summary>The W3C trace parent of what led to the message.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>Unix milliseconds of the commit, for measuring how far consumers lag.</summary>
    public const string CreatedAt = "created-at";

    /// <summary>Set when a parked or waiting message is sent to its queue again.</summary>
    public const string SentAgain = "sent-again";
}
