using System.Net;
using System.Text.RegularExpressions;
using Marketplace.AllInOne.Tests.Identity;
using Marketplace.Testing.Servers;
using Xunit;

namespace Marketplace.AllInOne.Tests.StartPage;

public sealed partial class ShowStartPageTests : IAsyncLifetime
{
    readonly TestFolder _folder = TestFolder.Create("start");
    IssuerUnderTest _host = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [GeneratedRegex("""\s(on[a-z]+|style)=|javascript:""", RegexOptions.IgnoreCase)]
    static partial Regex InlineCode { get; }

    [GeneratedRegex("""(?:href|src)="([^"#]*)["#]""")]
    static partial Regex Links { get; }

    public async ValueTask InitializeAsync() => _host = await IssuerUnderTest.StartAsync(_folder.Path, Ct);

    [Theory]
    [InlineData("/start", "text/html")]
    [InlineData("/start/start.css", "text/css")]
    [InlineData("/start/start.js", "text/javascript")]
    public async Task The_page_may_run_and_load_nothing_but_its_own(string path, string type)
    {
        using var response = await _host.Http.GetAsync(path, Ct);
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_needs_no_other_host_and_no_inline_code()
    {
        var html = await _host.Http.GetStringAsync("/start", Ct);
        Assert.DoesNotMatch(InlineCode, html);
        Assert.All(
            Links.Matches(html).Select(match => match.Groups[1].Value),
            link => Assert.DoesNotContain("//", link, StringComparison.Ordinal));
        foreach (var file in (string[])["start.css", "start.js"])
        {
            Assert.DoesNotContain(
                "//",
                (await _host.Http.GetStringAsync($"/start/{file}", Ct)).Replace("// ", "", StringComparison.Ordinal),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_other_page_keeps_the_strict_policy()
    {
        using var response = await _host.Http.GetAsync("/identity/demo-identities", Ct);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }
}
