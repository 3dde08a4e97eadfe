using Marketplace.Platform.Storage;
using MassTransit;

namespace Marketplace.Platform.Messaging;

/// <summary>The types of messages that one queue hears: <c>HeardTypes.Of&lt;A&gt;().And&lt;B&gt;()</c>.</summary>
public sealed class HeardTypes
{
    readonly List<IListen> _all = [];

    HeardTypes()
    {
    }

    /// <summary>The types, in the order in which they were named.</summary>
    public IReadOnlyList<Type> Types => [.. _all.Select(listen => listen.Message)];

    /// <summary>The first type.</summary>
    public static HeardTypes Of<TMessage>()
        where TMessage : class => new HeardTypes().And<TMessage>();

    /// <summary>One more type.</summary>
    public HeardTypes And<TMessage>()
        where TMessage : class
    {
        _all.Add(new ListenTo<TMessage>());
        return this;
    }

    internal void Listen<TDb>(IReceiveEndpointConfigurator endpoint, ConsumerPipeline<TDb> pipeline)
        where TDb : MarketplaceDb => _all.ForEach(listen => listen.To(endpoint, pipeline));

    interface IListen
    {
        Type Message { get; }

        void To<TDb>(IReceiveEndpointConfigurator endpoint, ConsumerPipeline<TDb> pipeline)
            where TDb : MarketplaceDb;
    }

    sealed class ListenTo<TMessage> : IListen
        where TMessage : class
    {
        public Type Message => typeof(TMessage);

        public void To<TDb>(IReceiveEndpointConfigurator endpoint, ConsumerPipeline<TDb> pipeline)
            where TDb : MarketplaceDb => endpoint.Handler<TMessage>(pipeline.ReceiveAsync);
    }
}
