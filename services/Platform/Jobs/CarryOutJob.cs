using System.Globalization;
using System.Text.Json;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Jobs;

/// <summary>
/// Carries a job out: the endpoint that would have answered the request gets it, in the name of whoever sent it. What it does and what
/// becomes of the job are committed together, so that a job takes effect once whatever happens.
/// </summary>
sealed class CarryOutJob<TDb>(IServiceScopeFactory scopes, EndpointDataSource endpoints, TimeProvider clock)
    where TDb : MarketplaceDb
{
    /// <summary>Carries the job out and keeps its answer, also when that is a refusal.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop; nothing took effect.</exception>
    /// <exception cref="Exception">Something is broken or away; nothing took effect, and it may be begun again.</exception>
    public async Task RunAsync(Job job, JobRun run, string worker)
    {
        var ct = run.Token;
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CallerHolder>().Current = JsonSerializer.Deserialize<Caller>(job.Caller, MessageTypes.Json)!;
        services.GetRequiredService<JobProgressHolder>().Current = run.Progress;
        var db = services.GetRequiredService<TDb>();
        await using var sent = JobFiles.Temporary();
        await db.CopyAsync(job.JobId, JobFileKind.Request, sent, ct);
        sent.Position = 0;
        await using var answer = JobFiles.Temporary();
        var http = RequestOf(job, run, services, sent, answer);
        CultureInfo.CurrentUICulture = new CultureInfo(job.Language);
        try
        {
            await EndpointOf(job.Operation).RequestDelegate!(http);
        }
        catch (Exception refused) when (!ct.IsCancellationRequested
            && ProblemAnswers.Explain(refused) is { Status: < StatusCodes.Status500InternalServerError })
        {
            answer.SetLength(0);
            http.Response.Headers.Clear();
            await ProblemAnswers.WriteAsync(http, ProblemAnswers.Explain(refused));
        }

        ct.ThrowIfCancellationRequested();
        var isSuccess = http.Response.StatusCode is >= 200 and < 300;
        if (isSuccess && db.ChangeTracker.HasChanges())
        {
            throw new InvalidOperationException($"{job.Operation} answered without saving its changes.");
        }

        if (!isSuccess && db.Database.CurrentTransaction is { } refusedWork)
        {
            await refusedWork.RollbackAsync(ct);
            await refusedWork.DisposeAsync();
        }

        db.ChangeTracker.Clear();
        answer.Position = 0;
        await EndAsync(job, worker, db, http.Response, run.Progress, answer, ct);
    }

    static DefaultHttpContext RequestOf(Job job, JobRun run, IServiceProvider services, Stream sent, Stream answer)
    {
        var http = new DefaultHttpContext { RequestServices = services, RequestAborted = run.Token };
        http.Features.Set(run);
        // Without it a handler that takes JSON is told that there is none.
        http.Features.Set<IHttpRequestBodyDetectionFeature>(new RequestWithBody());
        http.Features.Set<IRequestCultureFeature>(new RequestCultureFeature(
            new RequestCulture(CultureInfo.InvariantCulture, new CultureInfo(job.Language)), provider: null));
        var request = http.Request;
        (request.Method, request.Path, request.QueryString) = (HttpMethods.Post, job.Path, new QueryString(job.Query));
        (request.ContentType, request.ContentLength, request.Body) = (job.ContentType, sent.Length, sent);
        request.Headers.Accept = job.Accept;
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string?>>(job.RouteValues, MessageTypes.Json)!)
        {
            request.RouteValues[name] = value;
        }

        http.Response.Body = answer;
        return http;
    }

    sealed class RequestWithBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }

    Endpoint EndpointOf(string operation) =>
        endpoints.Endpoints.FirstOrDefault(known => known.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == operation)
        ?? throw new InvalidOperationException($"There is no endpoint {operation}.");

    async Task EndAsync(
        Job job, string worker, TDb db, HttpResponse response, JobProgress progress, Stream answer, CancellationToken ct)
    {
        await db.RequireTransactionAsync(ct);
        await db.ForgetAsync(job.JobId, JobFileKind.Request, ct);
        await db.KeepAsync(job.JobId, JobFileKind.Answer, answer, ct);
        var (now, status, type) = (clock.GetUtcNow(), response.StatusCode, response.ContentType);
        var (disposition, location) = ((string?)response.Headers.ContentDisposition, (string?)response.Headers.Location);
        var ended = await db.Set<Job>()
            .Where(known => known.JobId == job.JobId && known.Worker == worker && known.State == JobState.Running)
            .ExecuteUpdateAsync(
                set => set.SetProperty(known => known.State, status < 300 ? JobState.Completed : JobState.Failed)
                    .SetProperty(known => known.EndedAt, now)
                    .SetProperty(known => known.RowsRead, progress.RowsRead)
                    .SetProperty(known => known.RowsChecked, progress.RowsChecked)
                    .SetProperty(known => known.RowsWritten, progress.RowsWritten)
                    .SetProperty(known => known.Faults, progress.Faults)
                    .SetProperty(known => known.AnswerStatus, status)
                    .SetProperty(known => known.AnswerType, type)
                    .SetProperty(known => known.AnswerDisposition, disposition)
                    .SetProperty(known => known.AnswerLocation, location),
                ct);
        if (ended == 0)
        {
            throw new InvalidOperationException($"Job {job.JobId} is no longer this process's.");
        }

        // Once the commit is under way it is not called back: nobody could tell whether it took place.
        await db.Database.CurrentTransaction!.CommitAsync(CancellationToken.None);
    }
}
