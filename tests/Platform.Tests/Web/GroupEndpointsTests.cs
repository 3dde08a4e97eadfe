using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

/// <summary>Endpoints that are compiled when they are first asked.</summary>
public sealed class GroupEndpointsTests
{
    sealed record Body(string Text);

    [Fact]
    public async Task An_endpoint_binds_and_answers_every_time_it_is_asked()
    {
        await using var app = New();
        app.MapGroup("/things").MapGet("/{number:int}", (int number, string? word) => $"{number} {word}");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = app.GetTestClient();

        foreach (var number in new[] { 1, 2 })
        {
            Assert.Equal($"{number} a", await client.GetStringAsync($"/things/{number}?word=a", TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void What_is_declared_wrongly_fails_before_anybody_asks()
    {
        using var app = (IDisposable)New();
        ((IEndpointRouteBuilder)app).MapGroup("/things").MapGet("/", (Body body) => body.Text);

        Assert.Throws<InvalidOperationException>(
            () => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToList());
    }

    static WebApplication New()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        return builder.Build();
    }
}
