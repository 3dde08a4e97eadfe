using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Marketplace.Platform.Storage;

/// <summary>Part of being ready: the database of a service can be reached.</summary>
sealed class DatabaseAnswers<TDb>(TDb db) : IHealthCheck
    where TDb : MarketplaceDb
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "The database can't be reached.");
}
