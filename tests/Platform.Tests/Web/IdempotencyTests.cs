using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

public sealed class IdempotencyTests(SharedSite shared) : IClassFixture<SharedSite>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Site Site => shared.Site;

    [Fact]
    public async Task The_same_request_twice_has_one_effect_and_one_answer()
    {
        var (body, key) = (Site.Thing(), Key());
        var before = await Site.CountThingsAsync(Ct);
        using var first = await Site.PlaceAsync(body, Ct, key);
        using var second = await Site.PlaceAsync(body, Ct, key);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(["true"], second.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.NotNull(first.Headers.Location);
        Assert.Equal(first.Content.Headers.ContentType, second.Content.Headers.ContentType);
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await second.Content.ReadAsStringAsync(Ct));
        Assert.Equal(before + 1, await Site.CountThingsAsync(Ct));
    }

    [Fact]
    public async Task A_repetition_gets_the_answer_without_the_work_being_done_again()
    {
        var (body, key) = (Site.Thing(), Key());
        using var first = await Site.PlaceAsync(body, Ct, key);
        using var second = await Site.PlaceAsync(body, Ct, key);

        Assert.Equal(["true"], second.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(1, PlaceThing.RunsFor((Guid)JsonNode.Parse(body)!["thingId"]!));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var key = Key();
        using var first = await Site.PlaceAsync(Site.Thing(), Ct, key);
        foreach (var language in (string[])["zh", "en"])
        {
            using var second = await Site.PlaceAsync(Site.Thing(), Ct, key, language);
            var problem = await Site.ProblemAsync(second, 422, "idempotency_key_reused", Ct, language);
            Assert.Equal("Idempotency-Key", (string?)problem["field"]);
        }
    }

    [Fact]
    public async Task Another_caller_may_use_the_same_key()
    {
        var key = Key();
        using var first = await Site.PlaceAsync(Site.Thing(), Ct, key);
        using var second = await Site.PlaceAsync(
            Site.Thing(), Ct, key, token: TestTokens.For("purchaser", org: Site.Unit, subject: "another"));
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.False(second.Headers.Contains("Idempotency-Replayed"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("with blank")]
    [InlineData("超")]
    [InlineData("long")]
    public async Task Without_a_usable_key_nothing_happens(string? key)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            var request = Site.Request(HttpMethod.Post, "/shop/things", Site.Purchaser, Site.Thing(), language);
            if (key is not null)
            {
                request.Headers.TryAddWithoutValidation("Idempotency-Key", key == "long" ? new string('a', 201) : Uri.EscapeDataString(key)
                    .Replace("%20", " ", StringComparison.Ordinal).Replace("%E8%B6%85", "\u0001", StringComparison.Ordinal));
            }

            using var response = await Site.SendAsync(request, Ct);
            await Site.ProblemAsync(response, 400, "idempotency_key_missing", Ct, language);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_leaves_nothing_behind_and_may_be_tried_again(bool throws)
    {
        var (thing, key) = (Guid.CreateVersion7(), Key());
        var before = await Site.CountThingsAsync(Ct);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var request = Site.Request(
                HttpMethod.Post, $"/shop/things/{thing}/refusals", Site.Purchaser, $$"""{"throws":{{(throws ? "true" : "false")}}}""");
            request.Headers.Add("Idempotency-Key", key);
            using var response = await Site.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
            Assert.False(response.Headers.Contains("Idempotency-Replayed"));
            Assert.Contains(throws ? "拒绝" : "refused", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        Assert.Equal(before, await Site.CountThingsAsync(Ct));
        using var placed = await Site.PlaceAsync(Site.Thing(), Ct, key);
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
    }

    [Fact]
    public async Task An_answer_whose_effect_was_not_saved_is_a_fault_and_no_answer()
    {
        var key = Key();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var request = Site.Request(HttpMethod.Post, $"/shop/things/{Guid.CreateVersion7()}/unsaved", Site.Purchaser, "{}");
            request.Headers.Add("Idempotency-Key", key);
            using var response = await Site.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        }
    }

    [Fact]
    public Task Twenty_at_once_with_one_key_have_one_effect_on_SQLite() => TwentyAtOnceAsync(Site);

    [Fact]
    public async Task Twenty_at_once_with_one_key_have_one_effect_on_PostgreSQL()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync("shop", Ct);
        await using var site = await Site.StartAsync(postgres: database);
        await TwentyAtOnceAsync(site);
    }

    [Fact]
    public async Task Keys_are_forgotten_after_a_week_and_not_before()
    {
        await using var site = await Site.StartAsync();
        using var placed = await site.PlaceAsync(Site.Thing(), Ct);
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);

        var scopes = site.App.Services.GetRequiredService<IServiceScopeFactory>();
        Assert.Equal(0, await PurgeAtAsync(TimeProvider.System.GetUtcNow().AddDays(6.9)));
        Assert.Equal(1, await PurgeAtAsync(TimeProvider.System.GetUtcNow().AddDays(7.1)));

        async Task<int> PurgeAtAsync(DateTimeOffset now)
        {
            using var purge = new PurgeIdempotencyKeys<ShopDb>(
                scopes, new FixedClock(now), NullLogger<PurgeIdempotencyKeys<ShopDb>>.Instance);
            return await purge.PurgeAsync(Ct);
        }
    }

    static async Task TwentyAtOnceAsync(Site site)
    {
        var (body, key) = (Site.Thing(), Key());
        var before = await site.CountThingsAsync(Ct);
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.PlaceAsync(body, Ct, key)));
        var answers = new HashSet<string>();
        foreach (var response in responses)
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            Assert.NotNull(response.Headers.Location);
            answers.Add(await response.Content.ReadAsStringAsync(Ct));
        }

        Assert.Single(answers);
        Assert.Equal(19, responses.Count(r => r.Headers.Contains("Idempotency-Replayed")));
        Assert.Equal(before + 1, await site.CountThingsAsync(Ct));
        Assert.NotNull(JsonNode.Parse(answers.Single())!["thingId"]);
        await using var scope = site.App.Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<ShopDb>().Set<IdempotencyKey>().CountAsync(k => k.Key == key, Ct));
        foreach (var response in responses)
        {
            response.Dispose();
        }
    }

    static string Key() => Guid.CreateVersion7().ToString();
}
