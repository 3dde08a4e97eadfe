using System.Net;
using Marketplace.Platform.Outbound;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

public sealed class OutboundClientTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static readonly (string Key, string Value)[] Impatient =
        [("AttemptTimeout:Timeout", "00:00:00.100"), ("Retry:MaxRetryAttempts", "2"), ("Retry:Delay", "00:00:00.001"), (
            "CircuitBreaker:MinimumThroughput", "100")];

    [Theory]
    [InlineData("GET", 3)]
    [InlineData("HEAD", 3)]
    [InlineData("PUT", 3)]
    [InlineData("DELETE", 3)]
    [InlineData("POST", 1)]
    [InlineData("PATCH", 1)]
    public async Task Only_what_may_be_done_twice_is_tried_again(string method, int attempts)
    {
        using var other = new Other(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)));
        using var client = Client(other, Impatient);
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://other.example/");
        using var response = await client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(attempts, other.Calls);
    }

    [Fact]
    public async Task A_passing_failure_is_not_noticed()
    {
        using var other = new Other(call => call == 1
            ? throw new HttpRequestException("away")
            : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)));
        using var client = Client(other, Impatient);
        using var response = await client.GetAsync(new Uri("http://other.example/"), Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, other.Calls);
    }

    [Fact]
    public async Task The_answer_that_one_does_not_get_better_by_asking_again_is_taken()
    {
        using var other = new Other(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound)));
        using var client = Client(other, Impatient);
        using var response = await client.GetAsync(new Uri("http://other.example/"), Ct);
        Assert.Equal(1, other.Calls);
    }

    [Fact]
    public async Task Each_attempt_has_its_own_limit()
    {
        using var never = new CancellationTokenSource();
        using var other = new Other(_ => Task.FromResult(new HttpResponseMessage()), hangs: true);
        using var client = Client(other, Impatient);
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => client.GetAsync(new Uri("http://other.example/"), Ct));
        Assert.Equal(3, other.Calls);
    }

    [Fact]
    public async Task A_client_may_be_more_patient()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddOutboundClient("slow", TimeSpan.FromMinutes(2));
        await using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<HttpStandardResilienceOptions>>().Get("slow-standard");
        Assert.Equal(
            (TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(12)), (options.AttemptTimeout.Timeout, options.TotalRequestTimeout.Timeout));
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("slow");
        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
    }

    [Fact]
    public async Task One_who_fails_all_the_time_is_left_alone()
    {
        using var other = new Other(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError)));
        using var client = Client(other, [.. Impatient, ("CircuitBreaker:MinimumThroughput", "2")]);
        using var first = await client.PostAsync(new Uri("http://other.example/"), null, Ct);
        using var second = await client.PostAsync(new Uri("http://other.example/"), null, Ct);
        await Assert.ThrowsAsync<BrokenCircuitException>(() => client.PostAsync(new Uri("http://other.example/"), null, Ct));
        Assert.Equal(2, other.Calls);
    }

    static HttpClient Client(Other other, IReadOnlyList<(string Key, string Value)> settings)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            settings.GroupBy(setting => setting.Key)
                .Select(same => KeyValuePair.Create($"Outbound:other:{same.Key}", (string?)same.Last().Value))).Build());
        services.AddOutboundClient("other").ConfigurePrimaryHttpMessageHandler(() => other);
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("other");
    }

    sealed class Other(Func<int, Task<HttpResponseMessage>> answer, bool hangs = false) : HttpMessageHandler
    {
        public int Calls { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            if (hangs)
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }

            return await answer(Calls);
        }
    }
}
