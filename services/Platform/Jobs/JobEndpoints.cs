using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Jobs;

/// <summary>What those who posted a job, and others of their office, do with it: look how far it is, get its answer, cancel it.</summary>
public static class JobEndpoints
{
    /// <summary>Maps the endpoints for the jobs of one service.</summary>
    public static void MapJobs<TDb>(this RouteGroupBuilder api)
        where TDb : MarketplaceDb
    {
        // Names of endpoints must be unique even where all services share a process.
        var of = $"Of{typeof(TDb).Name[..^2]}";
        var jobs = api.MapGroup("/jobs");
        jobs.MapGet(
            "/", ([AsParameters] PageQuery page, HttpContext http, CancellationToken ct, JobState? state = null) =>
                ListAsync<TDb>(page, state, http, ct)).WithName($"ListJobs{of}")
            .WithSummary("本单位的后台任务 Jobs of one's office, the newest first").For(Caller.Official);
        jobs.MapGet("/{jobId:guid}", (Guid jobId, HttpContext http, CancellationToken ct) => GetAsync<TDb>(jobId, http, ct))
            .WithName($"GetJob{of}").WithSummary("查看后台任务的进度 How far a job has come").For(Caller.Official);
        jobs.MapGet("/{jobId:guid}/answer", (Guid jobId, HttpContext http, CancellationToken ct) => AnswerAsync<TDb>(jobId, http, ct))
            .WithName($"GetJobAnswer{of}")
            .WithSummary("后台任务的结果 What the request of a job is answered; the job has the status").For(Caller.Official)
            .WithMetadata(new JobAnswer());
        // No Idempotency-Key: it would wait for the one writer of SQLite, which the job may be; and to cancel twice is to cancel.
        jobs.MapPost(
            "/{jobId:guid}/cancellation", (Guid jobId, HttpContext http, CancellationToken ct) => CancelAsync<TDb>(jobId, http, ct))
            .WithName($"CancelJob{of}").WithSummary("取消后台任务 Cancel a job: nothing of it takes effect")
            .For(Caller.Official).Decided(DecidedBy.Region);
    }

    static async Task<Ok<Page<JobView>>> ListAsync<TDb>(PageQuery page, JobState? state, HttpContext http, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        var rows = Seen<TDb>(http);
        if (state is { } asked)
        {
            rows = rows.Where(job => job.State == asked);
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var before = Cursor.Id(last);
            rows = rows.Where(job => job.JobId.CompareTo(before) < 0);
        }

        // Ids are made by the system as time goes on, so that their order is the order in which they were posted.
        var found = await rows.OrderByDescending(job => job.JobId).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, job => View<TDb>(job, http), job => Cursor.Encode(job.JobId.ToString())));
    }

    static async Task<Ok<JobView>> GetAsync<TDb>(Guid jobId, HttpContext http, CancellationToken ct)
        where TDb : MarketplaceDb => TypedResults.Ok(View<TDb>(await FindAsync<TDb>(jobId, http, ct), http));

    static async Task<IResult> AnswerAsync<TDb>(Guid jobId, HttpContext http, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        var job = await FindAsync<TDb>(jobId, http, ct);
        if (job.AnswerStatus is null)
        {
            throw new NotFoundException(
                "job_unanswered", "任务尚未完成或已取消，没有结果。", "The job has not ended, or was cancelled: there is no answer.");
        }

        var answer = JobFiles.Temporary();
        await http.RequestServices.GetRequiredService<TDb>().CopyAsync(jobId, JobFileKind.Answer, answer, ct);
        answer.Position = 0;
        http.Response.Headers.ContentDisposition = job.AnswerDisposition;
        return TypedResults.Stream(answer, job.AnswerType);
    }

    static async Task<Ok<JobView>> CancelAsync<TDb>(Guid jobId, HttpContext http, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        var (services, caller) = (http.RequestServices, http.RequestServices.GetRequiredService<Caller>());
        services.GetRequiredService<Authority>().RequireOfficial();
        var job = await FindAsync<TDb>(jobId, http, ct);
        if (job.State is JobState.Completed or JobState.Failed)
        {
            throw new RuleBrokenException("job_ended", "任务已结束，不能取消。", "The job has ended and can't be cancelled.");
        }

        var (jobs, by) = (services.GetRequiredService<TDb>().Set<Job>(), caller.Subject);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        // First here: on SQLite nothing can be written before the job has let go.
        services.GetRequiredService<RunningJobs<TDb>>().Cancel(jobId, by);
        var waited = await jobs.Where(row => row.JobId == jobId && row.State == JobState.Queued).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, JobState.Cancelled).SetProperty(row => row.EndedAt, now)
                .SetProperty(row => row.CancelledAt, now).SetProperty(row => row.CancelledBy, by),
            ct);
        if (waited == 0)
        {
            await jobs.Where(row => row.JobId == jobId && row.State == JobState.Running && row.CancelledAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.CancelledAt, now).SetProperty(row => row.CancelledBy, by), ct);
        }
        else
        {
            await services.GetRequiredService<TDb>().ForgetAsync(jobId, JobFileKind.Request, ct);
        }

        return TypedResults.Ok(View<TDb>(await FindAsync<TDb>(jobId, http, ct), http));
    }

    static async Task<Job> FindAsync<TDb>(Guid jobId, HttpContext http, CancellationToken ct)
        where TDb : MarketplaceDb =>
        await Seen<TDb>(http).SingleOrDefaultAsync(job => job.JobId == jobId, ct) ?? throw new NotFoundException(
            "job_not_found", "没有这个任务，或不是本单位提交的；结束后的任务只保留一段时间。",
            "There is no such job of your office; jobs that have ended are kept for some days.");

    /// <summary>The jobs that the caller posted, and those of the same office.</summary>
    static IQueryable<Job> Seen<TDb>(HttpContext http)
        where TDb : MarketplaceDb
    {
        var caller = http.RequestServices.GetRequiredService<Caller>();
        var (subject, office) = (caller.Subject, PostJob.OfficeOf(caller));
        return http.RequestServices.GetRequiredService<TDb>().Set<Job>().AsNoTracking()
            .Where(job => job.PostedBy == subject || job.Office == office);
    }

    static JobView View<TDb>(Job job, HttpContext http)
        where TDb : MarketplaceDb => JobView.Of(
            job, PostJob.JobsOf(job.Path),
            job.State == JobState.Running ? http.RequestServices.GetRequiredService<RunningJobs<TDb>>().ProgressOf(job.JobId) : null);
}
