using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// Puts a message where it waits for its next attempt or for an operator. Until that is durable it is not acknowledged.
/// </summary>
sealed partial class ParkMessages<TDb>(IServiceScopeFactory scopes, InProcessDeliveries deliveries, ILogger<ParkMessages<TDb>> logger)
    where TDb : MarketplaceDb
{
    /// <summary>How often the database may refuse a message while it answers; then the broker gets it back.</summary>
    const int RefusalsMax = 10;

    public async Task ParkAsync(string queue, RawMessage message, Exception failure, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var scope = scopes.CreateSystemScope();
                var db = scope.ServiceProvider.GetRequiredService<TDb>();
                if (await Parking.ParkAsync(db, queue, message, failure, ct) is null)
                {
                    Parked(logger, queue, message.MessageId, failure);
                }

                deliveries.Done(message.MessageId, queue);
                return;
            }
            catch (Exception refusal) when (!ct.IsCancellationRequested && (TransientFailure.Is(refusal) || attempt < RefusalsMax))
            {
                NotYetParked(logger, queue, message.MessageId, refusal.Message);
                await Task.Delay(TransientFailure.Backoff(attempt), ct);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Queue} could not park message {MessageId} yet: {Why}")]
    static partial void NotYetParked(ILogger logger, string queue, Guid messageId, string why);

    [LoggerMessage(LogLevel.Error, "{Queue} parked message {MessageId} for an operator")]
    static partial void Parked(ILogger logger, string queue, Guid messageId, Exception why);
}
