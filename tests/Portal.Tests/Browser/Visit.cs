using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Marketplace.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>
/// One person at one screen. At its end the console must be clean, and nothing may have been asked of another host.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    readonly IBrowserContext _context;
    readonly string _who;
    readonly List<string> _said = [];
    readonly List<string> _expected = [];
    readonly List<string> _foreign = [];

    Visit(IBrowserContext context, IPage page, string who)
    {
        _context = context;
        Page = page;
        _who = who;
    }

    public IPage Page { get; }

    /// <summary>How often the person has clicked or tapped.</summary>
    public int Taps { get; private set; }

    internal static async Task<Visit> BeginAsync(IBrowser browser, Uri url, SignedIn? person, int width, string language)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = url.ToString(),
            StorageState = person?.State,
            ViewportSize = new() { Width = width, Height = width < 600 ? 760 : 900 },
            HasTouch = width < 600,
            TimezoneId = "Asia/Shanghai",
            Locale = "zh-CN",
        });
        context.SetDefaultTimeout(30_000);
        await context.AddCookiesAsync([new() { Name = "language", Value = language, Url = url.ToString() }]);
        var visit = new Visit(context, await context.NewPageAsync(), $"{person?.Name ?? "stranger"}-{width}-{language}");
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                visit._said.Add($"{message.Page?.Url}: {message.Text} ({message.Location})");
            }
        };
        context.WebError += (_, error) => visit._said.Add(error.Error);
        context.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } asked && asked.Authority != url.Authority)
            {
                visit._foreign.Add(request.Url);
            }
        };
        return visit;
    }

    /// <summary>The console may say this: the browser reports what the test has brought about.</summary>
    public void Expects(string text) => _expected.Add(text);

    public async Task GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        if (!answer!.Ok)
        {
            await SayPageAsync();
        }

        Assert.True(answer.Ok, $"{path} answers {answer.Status}");
    }

    /// <summary>Waits until the page has this path.</summary>
    public Task ArrivesAtAsync(string path) => ArrivesAtAsync(Page, path, limitMs: 30_000);

    /// <summary>
    /// Waits until a page has this path. The browser is asked again and again: to wait for the event of the navigation is in vain when it
    /// came a moment before.
    /// </summary>
    internal static Task ArrivesAtAsync(IPage page, string path, float limitMs) => Assertions.Expect(page).ToHaveURLAsync(
        new Regex($"^https?://[^/]+{Regex.Escape(path)}(\\?|#|$)"), new() { Timeout = limitMs });

    /// <summary>Clicks what has this role and name; counts as a tap.</summary>
    public async Task TapAsync(AriaRole role, string name, bool isExact = true)
    {
        await Page.GetByRole(role, new() { Name = name, Exact = isExact }).First.ClickAsync();
        Taps++;
    }

    public async Task TapAsync(string selector)
    {
        await Page.Locator(selector).First.ClickAsync();
        Taps++;
    }

    /// <summary>Keeps a picture of the page, looks for what a blind or a sighted person would stumble over.</summary>
    public async Task ShowsAsync(string name)
    {
        var folder = Directory.CreateDirectory(Repository.PathOf("TestResults", "portal")).FullName;
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{_who}.png"), FullPage = true });
        var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} ({_who}) is {overflow} pixels wider than the screen.");
        var found = await Page.RunAxe();
        var serious = found.Violations.Where(fault => fault.Impact is "serious" or "critical")
            .Select(fault => $"{fault.Id}: {fault.Help} {string.Join(" | ", fault.Nodes.Take(3).Select(node => node.Html))}");
        Assert.Empty(serious);
    }

    public async ValueTask DisposeAsync()
    {
        _said.RemoveAll(text => _expected.Exists(expected => text.Contains(expected, StringComparison.Ordinal)));
        if (_said.Count > 0)
        {
            await SayPageAsync();
        }

        await _context.CloseAsync();
        Assert.True(_said.Count == 0, string.Join(Environment.NewLine, _said));
        Assert.Empty(_foreign);
    }

    /// <summary>
    /// What the page shows is told with the test's output: a test that fails here may have failed before, which only the page tells then.
    /// </summary>
    async Task SayPageAsync() => TestContext.Current.TestOutputHelper?.WriteLine(
        $"{Page.Url}: {await Page.EvaluateAsync<string>("document.body?.innerText?.slice(0, 2000) ?? ''")}");
}
