using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Platform.Web;

/// <summary>
/// Requests that read or write much, such as an import, an export or a snapshot made again. Few of them run at the same time in a process,
/// fewer of one caller, and some wait; the rest is refused with 429. So they leave connections and processors to the others.
/// </summary>
public static class ExpensiveRequests
{
    // Others of the same caller wait behind these, so that nobody fills the queue of all.
    const int AtOnceOfCaller = 2;
    const int WaitingOfCaller = 4;
    const int WaitingOfAll = 16;

    /// <summary>Says that the endpoint is expensive, or is for some requests.</summary>
    /// <param name="when">Which requests; all when not given.</param>
    public static TBuilder IsExpensive<TBuilder>(this TBuilder endpoint, Func<HttpRequest, bool>? when = null)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Expensive(when));

    /// <summary>Limits how many expensive requests run at the same time; others it lets through.</summary>
    /// <param name="atOnce">In this process.</param>
    /// <param name="callerOf">Who asks.</param>
    internal static PartitionedRateLimiter<HttpContext> Limiter(int atOnce, Func<HttpContext, string> callerOf) =>
        PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => Is(http)
                ? Limited(callerOf(http), AtOnceOfCaller, WaitingOfCaller)
                : RateLimitPartition.GetNoLimiter("")),
            PartitionedRateLimiter.Create<HttpContext, string>(http => Is(http)
                ? Limited("all", atOnce, WaitingOfAll)
                : RateLimitPartition.GetNoLimiter("")));

    static RateLimitPartition<string> Limited(string key, int atOnce, int waiting) => RateLimitPartition.GetConcurrencyLimiter(
        key, _ => new ConcurrencyLimiterOptions { PermitLimit = atOnce, QueueLimit = waiting });

    static bool Is(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<Expensive>() is { } expensive && (expensive.When is null || expensive.When(http.Request));

    sealed record Expensive(Func<HttpRequest, bool>? When);
}
