using System.Net;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

/// <summary>Callers without a token are counted by address, as the proxies in front tell it that are trusted.</summary>
public sealed class TrustedProxiesTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3, 127.0.0.0/8", false)]
    [InlineData("::1,127.0.0.1", false)]
    public async Task One_address_holds_up_another_only_when_the_proxy_is_not_believed(string trusted, bool isHeldUp)
    {
        await using var site = await Site.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Web:RequestsPerSecond"] = "2",
            ["Web:TrustedProxies"] = trusted,
        });
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 200 && answers.LastOrDefault() != HttpStatusCode.TooManyRequests; i++)
        {
            answers.Add(await AskAsync(site, "203.0.113.1"));
        }

        // Together, so that no second passes in between.
        var others = await Task.WhenAll(Enumerable.Range(2, 40).Select(host => AskAsync(site, $"203.0.113.{host}")));

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Equal(isHeldUp, others.Contains(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Of_several_addresses_only_the_one_counts_that_the_proxy_itself_has_added()
    {
        await using var site = await Site.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Web:RequestsPerSecond"] = "2",
            ["Web:TrustedProxies"] = "127.0.0.1",
        });

        var answers = await Task.WhenAll(Enumerable.Range(1, 40).Select(host => AskAsync(site, $"198.51.100.{host}, 203.0.113.1")));

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    static async Task<HttpStatusCode> AskAsync(Site site, string address)
    {
        var request = Site.Request(HttpMethod.Get, "/shop/caller", token: null);
        request.Headers.Add("X-Forwarded-For", address);
        using var answer = await site.SendAsync(request, Ct);
        return answer.StatusCode;
    }
}
