using System.Text;
using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Hosting;
using Marketplace.Testing.Servers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.AllInOne.Tests.Demo;

public sealed class PlayDemoTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_comes_out_right_and_can_be_played_again_on_the_same_data()
    {
        using var folder = TestFolder.Create("demo");
        var start = StartOptions.Read(
            ["--data", folder.Path, "--urls", "http://127.0.0.1:0", "--environment", "Development",
                "--Auth:DemoIssuer", "ThisMachine", "--Logging:LogLevel:Default", "Error"]);
        await using var app = await Embedded.BuildAsync(start, Ct);
        await app.StartAsync(Ct);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

        foreach (var time in (string[])["first", "second"])
        {
            var screen = new StringBuilder();
            await using var writer = new StringWriter(screen);
            Assert.True(await PlayDemo.RunAsync(address, writer, TimeProvider.System, Ct), $"The {time} time:\n{screen}");
        }

        // What the start page shows is counted by the services, and every performance adds the same.
        using var stage = new DemoConsole(new HttpClient { BaseAddress = address }, TextWriter.Null, TimeProvider.System);
        Assert.Equal((14, 18), (await CountAsync(stage, "catalog", "suppliers"), await CountAsync(stage, "catalog", "onOffer")));
        Assert.Equal((30, 4), (await CountAsync(stage, "ordering", "completed"), await CountAsync(stage, "ordering", "cancelled")));
        Assert.Equal(94, await CountAsync(stage, "logistics", "accepted"));
        Assert.Equal((124, 2), (await CountAsync(stage, "credits", "sales"), await CountAsync(stage, "credits", "uncredited")));
        Assert.Equal(12, await CountAsync(stage, "units", "units"));
    }

    [Fact]
    public async Task A_demo_that_is_ended_halfway_says_so()
    {
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        var screen = new StringBuilder();
        await using var writer = new StringWriter(screen);

        Assert.False(await PlayDemo.RunAsync(new Uri("http://127.0.0.1:1"), writer, TimeProvider.System, ended.Token));
        Assert.Contains("ended before it was through", screen.ToString(), StringComparison.Ordinal);
    }

    static async Task<long> CountAsync(DemoConsole stage, string service, string what) =>
        (long)(await (await stage.AsAsync("auditor", Ct)).GetAsync($"/{service}/counts", Ct))[what]!;
}
