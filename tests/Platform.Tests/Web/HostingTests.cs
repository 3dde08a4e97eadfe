using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

public sealed class HostingTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alive_is_who_answers_and_ready_is_who_can_reach_what_it_needs()
    {
        await using var site = await Site.StartAsync(configure: builder => builder.Services.AddHealthChecks()
            .AddCheck("database", () => HealthCheckResult.Healthy())
            .AddCheck("broker", () => HealthCheckResult.Unhealthy("secret address")));
        using var live = await site.Http.GetAsync("/health/live", Ct);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var ready = await site.Http.GetAsync("/health/ready", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var report = await ready.Content.ReadFromJsonAsync<JsonNode>(Ct);
        Assert.Equal("""{"status":"Unhealthy","checks":{"broker":"Unhealthy","database":"Healthy"}}""", report!.ToJsonString());
    }

    [Theory]
    [InlineData("Web:RequestsPerSecond", "0")]
    [InlineData("Web:BodyBytesMax", "10")]
    [InlineData("Web:TrustedProxies", "localhost")]
    [InlineData("Web:TrustedProxies", "10.0.0.0/33")]
    [InlineData("Auth:Audience", "")]
    [InlineData("Outbound:issuer:Retry:MaxRetryAttempts", "0")]
    public async Task A_setting_out_of_range_stops_the_start(string key, string value) =>
        await Assert.ThrowsAsync<OptionsValidationException>(
            () => Site.StartAsync(settings: new Dictionary<string, string?> { [key] = value }));

    [Theory]
    [InlineData(null, null, "http://127.0.0.1:5080")]
    [InlineData("urls", "http://127.0.0.1:6001", "http://127.0.0.1:6001")]
    [InlineData("http_ports", "8080", null)]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://127.0.0.1:6002", null)]
    public async Task Nobody_else_is_listened_to_unless_one_says_so(string? key, string? value, string? urls)
    {
        var builder = WebApplication.CreateBuilder();
        if (key is not null)
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { [key] = value });
        }

        builder.AddWebDefaults("shop");
        await using var app = builder.Build();
        Assert.Equal(urls, app.Configuration[WebHostDefaults.ServerUrlsKey]);
    }

    [Fact]
    public async Task Telemetry_that_nobody_collects_does_no_harm()
    {
        var settings = new Dictionary<string, string?> { ["Otlp:Endpoint"] = $"http://127.0.0.1:{LoopbackPorts.Free()}" };
        await using var site = await Site.StartAsync(settings: settings);
        using var response = await site.PlaceAsync(Site.Thing(), Ct);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }
}
