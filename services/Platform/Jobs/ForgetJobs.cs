using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketplace.Platform.Jobs;

/// <summary>Deletes jobs, with their answers, so many days after they have ended as <see cref="JobOptions.KeepDays"/> says.</summary>
static class ForgetJobs
{
    /// <returns>How many jobs.</returns>
    public static Task<int> RunAsync<TDb>(IServiceProvider services, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        var before = services.GetRequiredService<TimeProvider>().GetUtcNow()
            .AddDays(-services.GetRequiredService<IOptions<JobOptions>>().Value.KeepDays);
        return services.GetRequiredService<TDb>().Set<Job>().Where(job => job.EndedAt < before).ExecuteDeleteAsync(ct);
    }
}
