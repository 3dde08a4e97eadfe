using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Tests.Messaging;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Platform.Tests.Access;

/// <summary>GET /{service}/access-records: pages, filters, and that reading it is on record as well.</summary>
public sealed class ListAccessTests
{
    static readonly DateTimeOffset Noon = new(2026, 11, 26, 4, 0, 0, TimeSpan.Zero);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Records_are_found_by_reader_row_and_day_in_pages_the_latest_first(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        await using (var scope = tally.OpenDb(out var db))
        {
            db.AddRange(
                Record(1, "official-7", "330211", "order", "a"), Record(2, "official-7", "330211", "order", "b"),
                Record(3, "official-8", "330211", "report", "R1"), Record(4, "official-9", "513431", "order", "a"));
            await db.SaveChangesAsync(Ct);
        }

        var auditor = tally.Client("auditor");
        Assert.Equal(["a", "R1", "b", "a"], await IdsAsync(auditor, "?until=2026-11-26T05:00:00Z"));
        Assert.Equal(["b", "a"], await IdsAsync(auditor, "?subject=official-7"));
        Assert.Equal(["a", "a"], await IdsAsync(auditor, "?kind=order&objectId=a"));
        Assert.Equal(["R1", "b"], await IdsAsync(auditor, "?from=2026-11-26T04:02:00Z&until=2026-11-26T04:04:00Z"));
        Assert.Equal(["R1", "b", "a"], await IdsAsync(tally.Client("official", region: "330211", tier: "County"), ""));
        Assert.Empty(await IdsAsync(tally.Client("official", region: "330212", tier: "County"), ""));
        Assert.Equal(HttpStatusCode.Forbidden, (await tally.Client("operator").GetAsync("/tally/access-records", Ct)).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest, (await auditor.GetAsync("/tally/access-records?after=nonsense", Ct)).StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Reading_the_records_is_on_record_too_with_its_purpose(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        var auditor = tally.Client("auditor", subject: "auditor-1");
        auditor.DefaultRequestHeaders.Add("Access-Purpose", "audit 2026-17");
        (await auditor.GetAsync("/tally/access-records", Ct)).EnsureSuccessStatusCode().Dispose();

        await using var scope = tally.OpenDb(out var db);
        await Eventually.EqualAsync(1, () => db.Set<AccessRecord>().CountAsync(Ct), "the reading", ct: Ct);
        var record = await db.Set<AccessRecord>().SingleAsync(Ct);
        Assert.Equal(
            ("auditor-1", "access-record", null, "audit 2026-17", DataClass.Person),
            (record.Subject, record.Kind, record.ObjectId, record.Purpose, record.DataClasses));

        auditor.DefaultRequestHeaders.Remove("Access-Purpose");
        auditor.DefaultRequestHeaders.Add("Access-Purpose", new string('x', 201));
        Assert.Equal(HttpStatusCode.BadRequest, (await auditor.GetAsync("/tally/access-records", Ct)).StatusCode);
    }

    /// <summary>What was read, page by page of two.</summary>
    static async Task<IReadOnlyList<string?>> IdsAsync(HttpClient reader, string query)
    {
        List<string?> ids = [];
        string? after = null;
        do
        {
            var page = await reader.GetFromJsonAsync<JsonElement>(
                $"/tally/access-records{(query.Length == 0 ? "?" : $"{query}&")}size=2{(after is null ? "" : $"&after={after}")}", Ct);
            ids.AddRange(page.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("kind").GetString() != "access-record")
                .Select(item => item.GetProperty("objectId").GetString()));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
        return ids;
    }

    static AccessRecord Record(int minute, string subject, string region, string kind, string objectId)
    {
        var at = Noon.AddMinutes(minute);
        return new AccessRecord
        {
            Id = Guid.CreateVersion7(at),
            At = at,
            Subject = subject,
            Role = "official",
            Tier = OfficialTier.County,
            RegionId = region,
            Operation = "GetOrder",
            Kind = kind,
            ObjectId = objectId,
            Rows = 1,
            DataClasses = DataClass.Commercial,
            Organisations = [],
        };
    }
}
