using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketplace.Platform.Access;

/// <summary>Deletes access records by whole months once they are as old as <see cref="RetentionOptions.AccessDays"/> says.</summary>
public static class ForgetAccess
{
    /// <summary>Deletes what is too old.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    /// <returns>How many records.</returns>
    public static async Task<int> RunAsync<TDb>(IServiceProvider services, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        var oldest = services.GetRequiredService<TimeProvider>().GetUtcNow()
            .AddDays(-services.GetRequiredService<IOptions<RetentionOptions>>().Value.AccessDays);
        var before = new DateTimeOffset(oldest.Year, oldest.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var db = services.GetRequiredService<TDb>();
        await db.Set<AccessedOrganisation>().Where(row => row.At < before).ExecuteDeleteAsync(ct);
        return await db.Set<AccessRecord>().Where(row => row.At < before).ExecuteDeleteAsync(ct);
    }
}
