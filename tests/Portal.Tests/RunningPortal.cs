using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Hosting;
using Marketplace.Portal.Tests;
using Marketplace.Portal.Tests.Browser;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(RunningPortal))]

namespace Marketplace.Portal.Tests;

/// <summary>
/// The whole marketplace in one process with the demo's people and trade, and a real browser. Started once, when the first test asks
/// for it.
/// </summary>
public sealed class RunningPortal : IAsyncDisposable
{
    const string Chromium = "/usr/bin/chromium";

    readonly TestFolder _folder = TestFolder.Create("portal");
    readonly Lazy<Task<WebApplication>> _app;
    readonly Lazy<Task<IBrowser>> _browser;
    readonly Dictionary<string, Task<SignedIn>> _people = new(StringComparer.Ordinal);
    IPlaywright? _playwright;

    public RunningPortal()
    {
        _app = new(StartAsync);
        _browser = new(LaunchAsync);
    }

    /// <summary>Where the portal is reached.</summary>
    public Uri Url { get; } = new($"http://127.0.0.1:{LoopbackPorts.Free()}");

    public async Task<WebApplication> AppAsync() => await _app.Value;

    /// <summary>A visit of one of the cast, who has signed in already.</summary>
    /// <param name="name">Of the demo identity; null for a stranger.</param>
    /// <param name="width">Of the screen.</param>
    /// <param name="language">"zh" or "en".</param>
    public async Task<Visit> VisitAsync(string? name, int width = 1280, string language = "zh")
    {
        await AppAsync();
        var browser = await _browser.Value;
        return await Visit.BeginAsync(browser, Url, name is null ? null : await PersonAsync(name), width, language);
    }

    /// <summary>One of the cast, with the cookies of somebody who has signed in by the pages.</summary>
    internal Task<SignedIn> PersonAsync(string name)
    {
        lock (_people)
        {
            // A sign-in that failed is tried again: it would fail the tests of all who come after it.
            return _people.TryGetValue(name, out var known) && !known.IsFaulted && !known.IsCanceled
                ? known
                : _people[name] = SignInAsync(name);
        }
    }

    async Task<SignedIn> SignInAsync(string name)
    {
        await AppAsync();
        return await SignedIn.ByPagesAsync(await _browser.Value, Url, name);
    }

    async Task<WebApplication> StartAsync()
    {
        var app = await Embedded.BuildAsync(
            StartOptions.Read(
            [
                "--data", _folder.Path, "--urls", Url.ToString(), "--Auth:DemoIssuer", "ThisMachine", "--environment", "Development",
                "--Logging:LogLevel:Default", "Error", "--Templates:LookEvery", "00:00:01",
            ]),
            CancellationToken.None);
        await app.StartAsync();
        using var screen = new StringWriter();
        Assert.True(await PlayDemo.RunAsync(Url, screen, TimeProvider.System, CancellationToken.None), screen.ToString());
        return app;
    }

    async Task<IBrowser> LaunchAsync()
    {
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            await (await _browser.Value).CloseAsync();
        }

        _playwright?.Dispose();
        if (_app.IsValueCreated)
        {
            var app = await _app.Value;
            await app.StopAsync();
            await app.DisposeAsync();
        }

        _folder.Dispose();
    }
}
