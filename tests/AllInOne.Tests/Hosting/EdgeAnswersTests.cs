using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using Xunit;

namespace Marketplace.AllInOne.Tests.Hosting;

/// <summary>What the edge itself answers is a problem like any other.</summary>
public sealed class EdgeAnswersTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_too_often_a_service_that_is_away_and_a_body_too_large_are_told_in_both_languages()
    {
        // Nobody listens where the services should be, and few requests from an address are many.
        await using var edge = await EdgeServer.StartAsync(
            LoopbackPorts.Free(count: 1),
            conf => conf.Replace("rate=400r/s", "rate=1r/s", StringComparison.Ordinal)
                .Replace("burst=800", "burst=3", StringComparison.Ordinal),
            Ct);
        using var http = new HttpClient { BaseAddress = edge.Address };

        using (var large = await http.PostAsync("/ordering/orders", new ByteArrayContent(new byte[1_048_577]), Ct))
        {
            await IsProblemAsync(large, HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        }

        using (var away = await http.GetAsync("/credits/sales", Ct))
        {
            await IsProblemAsync(away, HttpStatusCode.ServiceUnavailable, "service_unavailable");
            Assert.Equal(TimeSpan.FromSeconds(2), away.Headers.RetryAfter?.Delta);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => http.GetAsync("/credits/sales", Ct)));
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        await IsProblemAsync(refused, HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Array.ForEach(answers, answer => answer.Dispose());
    }

    static async Task IsProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Contains("请", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
