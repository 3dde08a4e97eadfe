using System.Net;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

/// <summary>Requests that read or write much.</summary>
public sealed class ExpensiveRequestsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Few_run_at_the_same_time_and_neither_a_caller_nor_all_together_hold_up_the_rest()
    {
        var (running, most, gate) = (0, 0, new TaskCompletionSource());
        await using var site = await Site.StartAsync(
            app =>
            {
                app.MapShop();
                app.MapService("more", "更多 More").MapGet("/long", async () =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref running));
                    await gate.Task;
                    Interlocked.Decrement(ref running);
                    return TypedResults.Ok();
                }).WithName("ReadLong").WithSummary("读取很多 Read much").ForEveryRole().IsExpensive(
                    request => !request.Query.ContainsKey("cheap"));
            },
            new Dictionary<string, string?> { ["Web:ExpensiveRequestsAtOnce"] = "3" });

        // Two of one caller run and four wait; what is more is refused at once.
        var first = Enumerable.Range(0, 8).Select(_ => SendAsync("first")).ToList();
        await Eventually.EqualAsync(2, () => Task.FromResult(first.Count(answer => answer.IsCompleted)), "two to be refused", ct: Ct);
        foreach (var refused in first.Where(answer => answer.IsCompleted))
        {
            using var answer = await refused;
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        // Another caller has the place that is left, and everybody is answered who asks for little.
        var second = Enumerable.Range(0, 2).Select(_ => SendAsync("second")).ToList();
        await Eventually.EqualAsync(3, () => Task.FromResult(Volatile.Read(ref running)), "three to run", ct: Ct);
        using (var cheap = await site.SendAsync(Site.Request(HttpMethod.Get, "/shop/caller", Site.Purchaser), Ct))
        {
            Assert.Equal(HttpStatusCode.OK, cheap.StatusCode);
        }

        gate.SetResult();
        foreach (var waited in first.Where(answer => !answer.IsCompleted).Concat(second))
        {
            using var answer = await waited;
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{answer.StatusCode}");
        }

        Assert.All(second, answer => Assert.Equal(HttpStatusCode.OK, answer.Result.StatusCode));
        Assert.Equal(3, most);

        Task<HttpResponseMessage> SendAsync(string caller) => site.SendAsync(
            Site.Request(HttpMethod.Get, "/more/long", TestTokens.For("purchaser", subject: caller)), Ct);
    }
}
