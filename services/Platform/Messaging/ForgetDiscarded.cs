using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// Deletes messages that an operator discarded as long ago as <see cref="RetentionOptions.ContactDays"/> says: their bodies may be about
/// people, and nobody is owed anything by them.
/// </summary>
public static class ForgetDiscarded
{
    /// <summary>Deletes what is too old.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    /// <returns>How many messages.</returns>
    public static Task<int> RunAsync<TDb>(IServiceProvider services, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        var before = TimeProvider.System.GetUtcNow()
            .AddDays(-services.GetRequiredService<IOptions<RetentionOptions>>().Value.ContactDays);
        return services.GetRequiredService<TDb>().ParkedMessages.Where(row => row.DiscardedAt < before).ExecuteDeleteAsync(ct);
    }
}
