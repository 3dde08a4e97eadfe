using Marketplace.Platform.Background;
using Marketplace.Platform.Storage;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Platform.Messaging;

/// <summary>What an operator does over HTTP with the messages and the background work of one service.</summary>
public static class Operations
{
    /// <summary>Maps parked messages, the republication of sent ones, and rows that were set aside.</summary>
    public static void MapOperations<TDb>(this RouteGroupBuilder api)
        where TDb : MarketplaceDb
    {
        ParkedEndpoints.Map<TDb>(api);
        Republish.Map<TDb>(api);
        ListSetAside.Map<TDb>(api);
    }
}
