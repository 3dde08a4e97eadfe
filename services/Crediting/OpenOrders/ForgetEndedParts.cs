using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.OpenOrders;

/// <summary>Forgets parts that ended so long ago that no message of them comes any more: the ledger has what became of them.</summary>
public static class ForgetEndedParts
{
    /// <summary>Longer than a message may wait or be sent again.</summary>
    const int Days = 60;

    /// <summary>Forgets what is too old; returns how many parts.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var before = services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-Days);
        return services.GetRequiredService<CreditingDb>().OpenParts.Where(part => part.EndedAt < before).ExecuteDeleteAsync(ct);
    }
}
