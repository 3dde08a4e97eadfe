using System.Text.Json;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketplace.Platform.Jobs;

/// <summary>Requests that become jobs: those that ask for it (Prefer: respond-async, RFC 7240), and those with a large body.</summary>
public static class PostJob
{
    const string Prefer = "Prefer";
    const string RespondAsync = "respond-async";
    const string Applied = "Preference-Applied";
    const int InMemoryMax = 1024 * 1024;

    /// <summary>
    /// Answers 202 with a job when the request prefers it, or has a body larger than <paramref name="directBytesMax"/>; the job carries out
    /// the same request. Comes after the Idempotency-Key, under which the job is posted once. The handler begins its transaction by
    /// <see cref="JobTransactions.RequireTransactionAsync"/>, and tells <see cref="JobProgress"/> how far it is.
    /// </summary>
    public static RouteHandlerBuilder CanBeJob<TDb>(this RouteHandlerBuilder endpoint, long directBytesMax)
        where TDb : MarketplaceDb =>
        endpoint.WithMetadata(new CanBeJob(directBytesMax)).AddEndpointFilter((invocation, next) =>
            FilterAsync<TDb>(invocation, next, directBytesMax));

    static async ValueTask<object?> FilterAsync<TDb>(
        EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, long directBytesMax)
        where TDb : MarketplaceDb
    {
        var http = invocation.HttpContext;
        if (http.Features.Get<JobRun>() is not null || !await IsJobAsync(http, directBytesMax))
        {
            return await next(invocation);
        }

        // Of whom else it takes the consent, the job finds out row by row.
        http.RequestServices.GetRequiredService<Authority>().RequireOfficial();
        var job = await PostAsync(http, http.RequestServices.GetRequiredService<TDb>(), http.RequestAborted);
        var jobs = JobsOf(http.Request.Path);
        http.Response.Headers[Applied] = RespondAsync;
        return TypedResults.Accepted($"{jobs}/{job.JobId}", JobView.Of(job, jobs));
    }

    /// <summary>Where the jobs of a service are: beside what the request was sent to.</summary>
    internal static string JobsOf(string path) => $"/{path.Split('/', StringSplitOptions.RemoveEmptyEntries)[0]}/jobs";

    static async Task<bool> IsJobAsync(HttpContext http, long directBytesMax)
    {
        var request = http.Request;
        var isPreferred = request.Headers[Prefer].SelectMany(line => (line ?? "").Split(','))
            .Any(preference => preference.Split(';')[0].Trim().Equals(RespondAsync, StringComparison.OrdinalIgnoreCase));
        if (!request.Body.CanSeek)
        {
            if (!isPreferred && request.ContentLength <= directBytesMax)
            {
                return false;
            }

            var limit = BodyLimit.Of(http, directBytesMax);
            request.EnableBuffering(InMemoryMax, limit);
            try
            {
                await request.Body.DrainAsync(http.RequestAborted);
            }
            catch (IOException) when (!http.RequestAborted.IsCancellationRequested)
            {
                throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
            }

            request.Body.Position = 0;
        }

        return isPreferred || request.Body.Length > directBytesMax;
    }

    static async Task<Job> PostAsync(HttpContext http, MarketplaceDb db, CancellationToken ct)
    {
        var caller = http.RequestServices.GetRequiredService<CallerHolder>().Current;
        var options = http.RequestServices.GetRequiredService<IOptions<JobOptions>>().Value;
        var office = OfficeOf(caller);
        var request = http.Request;
        var job = new Job
        {
            JobId = Guid.CreateVersion7(),
            Operation = http.GetEndpoint()!.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName,
            Path = request.Path,
            Query = request.QueryString.Value ?? "",
            RouteValues = JsonSerializer.Serialize(
                request.RouteValues.ToDictionary(value => value.Key, value => value.Value?.ToString()), MessageTypes.Json),
            ContentType = request.ContentType,
            Accept = request.Headers.Accept,
            Language = http.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture.Name ?? "zh",
            // Which token it was is of no matter later.
            Caller = JsonSerializer.Serialize(caller with { TokenId = null }, MessageTypes.Json),
            PostedBy = caller.Subject,
            Office = office,
            PostedAt = http.RequestServices.GetRequiredService<TimeProvider>().NowToTheMillisecond(),
        };
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        if (await db.Set<Job>().CountAsync(row => row.Office == office && row.State == JobState.Queued, ct) >= options.WaitingOfOfficeMax)
        {
            throw new RuleBrokenException(
                "jobs_waiting", $"本单位已有 {options.WaitingOfOfficeMax} 个任务在排队，请待其完成或取消后再提交。",
                $"{options.WaitingOfOfficeMax} jobs of this office are waiting; let some of them end or cancel them first.");
        }

        db.Add(job);
        await db.SaveChangesAsync(ct);
        // A handler that takes JSON has had it read already.
        request.Body.Position = 0;
        await db.KeepAsync(job.JobId, JobFileKind.Request, request.Body, ct);
        await (own?.CommitAsync(CancellationToken.None) ?? Task.CompletedTask);
        return job;
    }

    /// <summary>The region or organisation of a caller; "" for one of the nation.</summary>
    internal static string OfficeOf(Caller caller) => caller.IsNational ? "" : caller.Region ?? caller.Org?.ToString() ?? caller.Subject;
}

/// <summary>Transactions of requests that may be jobs.</summary>
public static class JobTransactions
{
    /// <summary>
    /// Goes on in the transaction of the request; in a job begins one. Whoever carries the request out commits it when the answer is a
    /// success, together with what became of the job.
    /// </summary>
    public static async Task RequireTransactionAsync(this MarketplaceDb db, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            await db.Database.BeginTransactionAsync(ct);
        }
    }
}
