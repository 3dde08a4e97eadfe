using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Imports;

/// <summary>A ledger that is imported by a job.</summary>
public sealed class ImportLedgerJobTests
{
    // A service that has just looked for jobs looks again when the test is long over.
    static readonly TimeSpan Seldom = TimeSpan.FromMinutes(1);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_job_imports_what_the_request_would_have_imported_and_is_answered_the_same(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var official = service.Official("330211");
        var file = LedgerFile.Csv(new LedgerRow(), new LedgerRow());

        var trial = await EndAsync(official, await PostAsync(official, file, dryRun: true), "Completed");
        var posted = await PostAsync(official, file, dryRun: false);
        var job = await EndAsync(official, posted, "Completed");

        Assert.Equal((200, 2, 0), (Number(trial, "answerStatus"), Number(trial, "rowsChecked"), Number(trial, "rowsWritten")));
        Assert.True((await AnswerAsync(official, trial)).GetProperty("isSound").GetBoolean());
        Assert.Equal(
            (201, 100, 2, 2, 2, 0),
            (Number(job, "answerStatus"), Number(job, "percent"), Number(job, "rowsRead"), Number(job, "rowsChecked"),
                Number(job, "rowsWritten"), Number(job, "faults")));
        var import = await AnswerAsync(official, job);
        Assert.Equal(job.Text("location"), $"/credits/imports/{import.Text("importId")}");
        using var seen = await official.GetAsync(job.Text("location"), Ct);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        await using var scope = service.OpenDb(out var db);
        Assert.False(await db.Set<JobFile>().AnyAsync(part => part.Kind == JobFileKind.Request, Ct));
        // The same file again is answered as the first time, as it is to a request.
        Assert.Equal(201, Number(await EndAsync(official, await PostAsync(official, file, dryRun: false), "Completed"), "answerStatus"));
        Assert.Equal(1, await db.Imports.CountAsync(Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_faulty_ledger_fails_with_its_faults_or_with_the_file_that_says_what_to_do(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var official = service.Official("330211");
        var file = LedgerFile.Csv(new LedgerRow(), new LedgerRow { SaleDate = "2024-02-30" });

        var failed = await EndAsync(official, await PostAsync(official, file, dryRun: false), "Failed");
        var withFile = await EndAsync(official, await PostAsync(official, file, dryRun: false, accept: "text/csv"), "Failed");

        Assert.Equal((400, 2, 1), (Number(failed, "answerStatus"), Number(failed, "rowsChecked"), Number(failed, "faults")));
        Assert.Equal("import_faulty", (await AnswerAsync(official, failed)).Text("code"));
        using var answer = await official.GetAsync(withFile.Text("answer"), Ct);
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("导入问题", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await using var scope = service.OpenDb(out var db);
        Assert.False(await db.Imports.AnyAsync(Ct));
    }

    [Fact]
    public async Task A_job_is_posted_once_and_seen_by_its_office_alone()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var (official, colleague) = (service.Official("330211"), service.Official("330211", "colleague"));
        var (stranger, key) = (service.Official("513430"), $"{Guid.CreateVersion7()}");
        var file = LedgerFile.Csv(new LedgerRow());

        var path = await PostAsync(official, file, dryRun: false, key: key);

        Assert.Equal(path, await PostAsync(official, file, dryRun: false, key: key));
        await EndAsync(colleague, path, "Completed");
        Assert.Equal("404 job_not_found", await stranger.GetAsync(path, Ct).RefusalAsync());
        Assert.Equal("404 job_not_found", await stranger.GetAsync($"{path}/answer", Ct).RefusalAsync());
        Assert.Equal("404 job_not_found", await stranger.PostAsync($"{path}/cancellation", null, Ct).RefusalAsync());
        Assert.Equal("409 job_ended", await colleague.PostAsync($"{path}/cancellation", null, Ct).RefusalAsync());
        Assert.Single((await colleague.GetAsync("/credits/jobs", Ct).JsonAsync(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        Assert.Empty((await stranger.GetAsync("/credits/jobs", Ct).JsonAsync(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_file_that_is_large_becomes_a_job_by_itself()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var official = service.Official("330211");
        var file = Encoding.UTF8.GetBytes(LedgerFile.Header + "\r\n" + new string(' ', 9 * 1024 * 1024));

        using var answer = await official.SendAsync(file, dryRun: true);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await EndAsync(official, answer.Headers.Location!.OriginalString, "Completed");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_job_that_waits_is_cancelled_and_imports_nothing(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine, jobsEvery: Seldom);
        var official = service.Official("330211");
        var path = await PostAsync(official, LedgerFile.Csv(new LedgerRow()), dryRun: false);

        var cancelled = await official.PostAsync($"{path}/cancellation", null, Ct).JsonAsync(HttpStatusCode.OK);
        await official.PostAsync($"{path}/cancellation", null, Ct).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("Cancelled", cancelled.Text("state"));
        Assert.Equal("404 job_unanswered", await official.GetAsync($"{path}/answer", Ct).RefusalAsync());
        await using var scope = service.OpenDb(out var db);
        var kept = await db.Set<Job>().SingleAsync(Ct);
        Assert.Equal((JobState.Cancelled, "official-330211"), (kept.State, kept.CancelledBy));
        Assert.False(await db.Set<JobFile>().AnyAsync(Ct));
        Assert.False(await db.Imports.AnyAsync(Ct));
    }

    [Fact]
    public async Task What_a_dead_process_left_is_begun_again_and_offices_take_turns()
    {
        await using var service = await LedgerFile.StartAsync(Engine.PostgreSql, jobsEvery: Seldom);
        var (east, west) = (service.Official("330211"), service.Official("513430"));
        string[] paths =
        [
            await PostAsync(east, LedgerFile.Csv(new LedgerRow()), dryRun: false),
            await PostAsync(east, LedgerFile.Csv(new LedgerRow()), dryRun: false),
            await PostAsync(west, LedgerFile.Csv(new LedgerRow()), dryRun: false),
        ];
        await using var scope = service.OpenDb(out var db);
        var left = Guid.Parse(paths[0].Split('/')[^1]);
        await db.Set<Job>().Where(job => job.JobId == left).ExecuteUpdateAsync(
            set => set.SetProperty(job => job.State, JobState.Running).SetProperty(job => job.Worker, "dead")
                .SetProperty(job => job.Attempts, 1).SetProperty(job => job.StartedAt, DateTimeOffset.UnixEpoch)
                .SetProperty(job => job.LeaseUntil, DateTimeOffset.UnixEpoch),
            Ct);

        await using var another = await LedgerFile.StartAnotherAsync(service);

        foreach (var path in paths)
        {
            await EndAsync(path == paths[2] ? west : east, path, "Completed");
        }

        var order = await db.Set<Job>().OrderBy(job => job.StartedAt).Select(job => job.JobId).ToListAsync(Ct);
        Assert.Equal([paths[0], paths[2], paths[1]], order.Select(jobId => $"/credits/jobs/{jobId}"));
        Assert.Equal(2, await db.Set<Job>().Where(job => job.JobId == left).Select(job => job.Attempts).SingleAsync(Ct));
        Assert.Equal(3, await db.ImportRows.CountAsync(Ct));
    }

    /// <summary>Posts a ledger as a job, and gives the job's address.</summary>
    internal static async Task<string> PostAsync(HttpClient client, byte[] file, bool dryRun, string? accept = null, string? key = null)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/credits/imports?dryRun={(dryRun ? "true" : "false")}&fileName=ledger.csv")
        { Content = content };
        request.Headers.Add("Idempotency-Key", key ?? $"{Guid.CreateVersion7()}");
        request.Headers.Add("Prefer", "respond-async");
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        using var answer = await client.SendAsync(request, Ct);
        var job = await LedgerFile.JsonOf(answer);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("ledger.csv", job.Text("fileName"));
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>The job once it has ended in that state.</summary>
    internal static async Task<JsonElement> EndAsync(HttpClient client, string path, string state)
    {
        JsonElement job = default;
        await Eventually.EqualAsync(
            state,
            async () =>
            {
                job = await client.GetAsync(path, Ct).JsonAsync(HttpStatusCode.OK);
                return job.Text("state");
            },
            $"the job to be {state}",
            ct: Ct);
        return job;
    }

    static async Task<JsonElement> AnswerAsync(HttpClient client, JsonElement job) =>
        await client.GetAsync(job.Text("answer"), Ct).JsonAsync(HttpStatusCode.OK);

    static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
