using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Testing;
using Marketplace.Testing.Road;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>The one process is killed in the middle of a ledger import.</summary>
public sealed class ImportCrashTests
{
    const int Rows = 12_000;
    const string East = "330211";
    const string West = "513430";
    const string Hall = "镇海试验专馆";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ledger_import_that_is_killed_is_finished_after_the_restart_with_every_row_once()
    {
        await using var market = await RunningMarketplace.StartEmbeddedAsync(Ct);
        using var http = market.Connect(TimeSpan.FromMinutes(3));
        var token = await http.SignInAsync(Roles.Official, null, East, "County", Ct);
        await http.PostAsync(token, "/units/facilitators", new
        {
            facilitatorId = Guid.CreateVersion7(),
            name = Hall,
            kind = "Hall",
            registrationRegionId = East,
            registeredFrom = "2020-01-01",
        }, Ct);
        using var client = new HttpClient { BaseAddress = market.Address };
        await Eventually.TrueAsync(
            async () => (await ReportAsync(http, token, await PostAsync(client, token, "true", rows: 1)))
                .GetProperty("isSound").GetBoolean(),
            "the ledger to have heard of the facilitator", ct: Ct);
        var job = await PostAsync(client, token, "false", Rows);
        var all = market.Parts.Single();

        // Some rows are written, and not committed.
        await Eventually.TrueAsync(
            async () => (await http.GetAsync(token, job, Ct)).GetProperty("rowsWritten").GetInt32() > 0, "rows to be written",
            TimeSpan.FromMinutes(2), Ct);
        await all.Kill();
        await all.Restart(Ct);

        await EndedAsync(http, token, job);
        var ended = await http.GetAsync(token, job, Ct);
        Assert.Equal((Rows, Rows), (ended.GetProperty("rowsRead").GetInt32(), ended.GetProperty("rowsWritten").GetInt32()));
        var import = Assert.Single(await http.ListAsync(token, "/credits/imports", Ct));
        Assert.Equal(Rows, import.GetProperty("rows").GetInt32());
        var again = await PostAsync(client, token, "false", Rows);
        await EndedAsync(http, token, again);
        Assert.Equal(201, (await http.GetAsync(token, again, Ct)).GetProperty("answerStatus").GetInt32());
    }

    static async Task EndedAsync(RoadHttp http, string token, string job) => await Eventually.EqualAsync(
        "Completed", async () => (await http.GetAsync(token, job, Ct)).GetProperty("state").GetString(), "the job to be completed",
        TimeSpan.FromMinutes(3), Ct);

    static async Task<JsonElement> ReportAsync(RoadHttp http, string token, string job)
    {
        await EndedAsync(http, token, job);
        return await http.GetAsync(token, $"{job}/answer", Ct);
    }

    /// <summary>Posts a ledger as a job, and gives the job's address.</summary>
    static async Task<string> PostAsync(HttpClient client, string token, string dryRun, int rows)
    {
        var ledger = new StringBuilder(
            "单据号,帮销主体,供应商,产品名称,产品类别,加工程度,认定编号,认定有效期起,认定有效期止,产地县代码,数量,计量单位,每单位克数,单价（元）,成交日期,采购方,收货地代码,"
            + "发票号码,发票总额（元）,帮销证明材料\r\n");
        for (var row = 1; row <= rows; row++)
        {
            ledger.Append(
                CultureInfo.InvariantCulture,
                $"BX-{row},{Hall},金阳县合作社,金阳青花椒,香辛料,初加工,RZ-1,2020-01-01,2099-12-31,{West},10,斤,500,1,2026-05-10,镇海某学校,{East},"
                + $"FP-{row},10.00,镇帮销〔2026〕1号\r\n");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/credits/imports?dryRun={dryRun}&fileName=ledger.csv")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(ledger.ToString())),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await client.SendAsync(request, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return answer.Headers.Location!.OriginalString;
    }
}
