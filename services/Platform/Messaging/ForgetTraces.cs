using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// Forgets the stack traces of messages that have been parked for long, since they may quote what is about people. Reason and body stay:
/// the message is still owed.
/// </summary>
public static class ForgetTraces
{
    static readonly TimeSpan KeepFor = TimeSpan.FromDays(30);

    /// <summary>Puts the reason in the place of old traces.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    /// <returns>How many messages lost theirs.</returns>
    public static Task<int> RunAsync<TDb>(IServiceProvider services, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        var before = TimeProvider.System.GetUtcNow() - KeepFor;
        return services.GetRequiredService<TDb>().ParkedMessages.Where(row => row.LastFailedAt < before && row.Detail != row.Reason)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Detail, row => row.Reason), ct);
    }
}
