using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Marketplace.Platform.Outbound;

/// <summary>Registers clients that call others over HTTP.</summary>
public static class OutboundClients
{
    /// <summary>Whether a client has given up: nobody answered in time, or it does not ask for a while since too much failed.</summary>
    public static bool HasGivenUp(Exception failure) => failure is ExecutionRejectedException;

    /// <summary>
    /// A named client with a timeout for each attempt, inside a circuit breaker, inside retries with jitter, inside a timeout for all. The
    /// section "Outbound:{name}" overrides each (<see cref="HttpStandardResilienceOptions"/>); a setting out of range stops the start.
    /// </summary>
    /// <param name="name">Of the client.</param>
    /// <param name="patience">How long an attempt may take; 5 seconds when null. All attempts together may take six times as long.</param>
    public static IHttpClientBuilder AddOutboundClient(this IServiceCollection services, string name, TimeSpan? patience = null)
    {
        var client = services.AddHttpClient(name)
            // A client may be kept for the life of the process; connections must not be, or a moved name is never noticed.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        client.AddStandardResilienceHandler().Configure((options, provider) =>
        {
            options.AttemptTimeout.Timeout = patience ?? TimeSpan.FromSeconds(5);
            options.TotalRequestTimeout.Timeout = 6 * options.AttemptTimeout.Timeout;
            options.Retry.MaxRetryAttempts = 3;
            options.Retry.Delay = TimeSpan.FromMilliseconds(200);
            options.Retry.BackoffType = DelayBackoffType.Exponential;
            options.Retry.UseJitter = true;
            options.CircuitBreaker.FailureRatio = 0.5;
            options.CircuitBreaker.MinimumThroughput = 10;
            options.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(10);
            options.CircuitBreaker.SamplingDuration = 6 * options.AttemptTimeout.Timeout;
            provider.GetRequiredService<IConfiguration>().GetSection($"Outbound:{name}").Bind(options);
            // What was asked may have been done although no answer came; only what may be done twice is asked for again.
            options.Retry.DisableFor(HttpMethod.Post, HttpMethod.Patch, HttpMethod.Connect);
        });
        return client;
    }
}
