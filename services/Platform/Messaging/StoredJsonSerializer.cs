using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Marketplace.Platform.Messaging;

/// <summary>Puts the JSON of an outbox row on the bus as it is: what was written when the row was stored isn't written again.</summary>
/// <param name="json">The body of the row.</param>
sealed class StoredJsonSerializer(string json) : IMessageSerializer
{
    public ContentType ContentType => SystemTextJsonRawMessageSerializer.JsonContentType;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class => new StringMessageBody(json);
}
