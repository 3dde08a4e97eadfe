using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Marketplace.Platform.Outbound;

/// <summary>Calls to others over HTTP: a timeout for each attempt, inside retries with jitter, inside a circuit breaker.</summary>
public sealed class ResilientHttp : DelegatingHandler
{
    static readonly ResiliencePropertyKey<HttpMethod> Method = new("method");

    readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public ResilientHttp(ResilientHttpOptions options, TimeProvider clock)
    {
        var failed = new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>()
            .Handle<TimeoutRejectedException>()
            .HandleResult(IsFailure)
            .Build();
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = options.BreakAtFailurePercent / 100.0,
                MinimumThroughput = options.BreakAfterCalls,
                BreakDuration = TimeSpan.FromMilliseconds(options.BreakForMs),
                ShouldHandle = arguments => ValueTask.FromResult(failed(arguments.Outcome)),
            })
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.Retries,
                Delay = TimeSpan.FromMilliseconds(options.RetryDelayMs),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(IsRepeatable(arguments.Context) && failed(arguments.Outcome)),
            })
            .AddTimeout(TimeSpan.FromMilliseconds(options.AttemptTimeoutMs))
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Method, request.Method);
        try
        {
            return await _pipeline.ExecuteAsync(
                async (attempt, message) => await base.SendAsync(message, attempt.CancellationToken),
                context,
                request);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // What was asked may have been done although no answer came; only what may be done twice is asked for again.
    static bool IsRepeatable(ResilienceContext context) =>
        context.Properties.TryGetValue(Method, out var method)
        && (method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options || method == HttpMethod.Put || method == HttpMethod.Delete);

    static bool IsFailure(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}

/// <summary>Registers clients that call others.</summary>
public static class ResilientHttpClients
{
    /// <summary>A named client over <see cref="ResilientHttp"/>, configured by the section "Outbound:{name}".</summary>
    public static IHttpClientBuilder AddResilientHttpClient(this IServiceCollection services, string name)
    {
        services.AddOptions<ResilientHttpOptions>(name).BindConfiguration($"Outbound:{name}").ValidateDataAnnotations().ValidateOnStart();
        return services.AddHttpClient(name)
            // A client may be kept for the life of the process; connections must not be, or a moved name is never noticed.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddHttpMessageHandler(provider => new ResilientHttp(
                provider.GetRequiredService<IOptionsMonitor<ResilientHttpOptions>>().Get(name),
                provider.GetRequiredService<TimeProvider>()));
    }
}
