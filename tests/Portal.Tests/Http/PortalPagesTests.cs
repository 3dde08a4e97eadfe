using System.Net;
using System.Text.RegularExpressions;
using Marketplace.AllInOne.Identity;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Portal.Tests.Http;

/// <summary>What every page says to the browser, and what it lets nobody do.</summary>
public sealed partial class PortalPagesTests(RunningPortal portal) : IAsyncLifetime
{
    const string Receiver = "putuo-hospital";

    PageClient _stranger = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await portal.AppAsync();
        _stranger = new PageClient(portal.Url);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_sent_to_the_issuer_and_sees_nothing()
    {
        using var answer = await _stranger.Http.GetAsync("/portal/deliveries", Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/accounts/connect/authorize", answer.Headers.Location!.AbsolutePath);
        Assert.Contains("code_challenge_method=S256", answer.Headers.Location.Query, StringComparison.Ordinal);

        using var posted = await _stranger.Http.PostAsync(new Uri("/portal/sign-out", UriKind.Relative), null, Ct);
        Assert.Equal("/accounts/connect/authorize", posted.Headers.Location!.AbsolutePath);
        using var script = new HttpRequestMessage(HttpMethod.Post, $"/portal/deliveries/{Guid.CreateVersion7()}/acceptance")
        {
            Headers = { { "X-Requested-With", "receipt" } },
        };
        using var told = await _stranger.Http.SendAsync(script, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, told.StatusCode);
    }

    [Fact]
    public async Task No_page_has_a_script_or_style_in_it_and_none_may_load_what_is_not_the_portals()
    {
        await _stranger.SignInAsync($"{Receiver}@{SeedAccounts.Domain}", SeedAccounts.Password, codeOf: null, Ct);
        foreach (var path in (string[])["/", "/portal", "/portal/deliveries", "/portal/no-such-page"])
        {
            using var answer = await _stranger.FollowAsync(path, Ct);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl!.NoStore, path);
            Assert.DoesNotMatch(Inline(), await answer.Content.ReadAsStringAsync(Ct));
        }
    }

    [Fact]
    public async Task No_token_is_in_a_page_or_a_cookie_and_cookies_are_the_servers_alone()
    {
        await _stranger.SignInAsync($"{Receiver}@{SeedAccounts.Domain}", SeedAccounts.Password, codeOf: null, Ct);

        Assert.DoesNotContain("eyJ", await _stranger.Http.GetStringAsync("/portal", Ct), StringComparison.Ordinal);
        var cookies = _stranger.Cookies.ToList();
        Assert.Contains(cookies, cookie => cookie.Name == "portal");
        Assert.All(cookies, cookie => Assert.True(cookie.HttpOnly, cookie.Name));
        Assert.DoesNotContain(cookies, cookie => cookie.Value.Contains("eyJ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("something-made-up")]
    public async Task A_form_of_another_page_changes_nothing(string token)
    {
        await _stranger.SignInAsync($"{Receiver}@{SeedAccounts.Domain}", SeedAccounts.Password, codeOf: null, Ct);

        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var answer = await _stranger.Http.PostAsync("/portal/sign-out", form, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("未作任何更改", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var still = await _stranger.Http.GetAsync("/portal", Ct);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_at_the_issuer()
    {
        await _stranger.SignInAsync($"{Receiver}@{SeedAccounts.Domain}", SeedAccounts.Password, codeOf: null, Ct);
        var page = await _stranger.Http.GetStringAsync("/portal", Ct);

        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", PageClient.TokenOf(page))]);
        using var answer = await _stranger.Http.PostAsync("/portal/sign-out", form, Ct);
        using var gone = await _stranger.FollowAsync(answer.Headers.Location!.ToString(), Ct);

        Assert.Equal("/portal/goodbye", gone.RequestMessage!.RequestUri!.AbsolutePath);
        using var again = await _stranger.FollowAsync("/portal", Ct);
        Assert.Equal("/accounts/sign-in", again.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task A_page_speaks_the_language_that_was_chosen_and_keeps_it()
    {
        Assert.Contains("lang=\"zh-CN\"", await _stranger.Http.GetStringAsync("/", Ct), StringComparison.Ordinal);

        using var chosen = await _stranger.FollowAsync("/?lang=en", Ct);

        var page = await chosen.Content.ReadAsStringAsync(Ct);
        Assert.Contains("<html lang=\"en\"", page, StringComparison.Ordinal);
        Assert.Equal(["en"], chosen.Content.Headers.ContentLanguage);
        Assert.Contains("Sign in", await _stranger.Http.GetStringAsync("/", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_belongs_to_others_is_not_found_or_not_theirs_and_said_on_a_page()
    {
        using var trade = new Trade(portal);
        var shipmentId = await trade.ArrivedAsync(1, Ct);
        await _stranger.SignInAsync($"{Receiver}@{SeedAccounts.Domain}", SeedAccounts.Password, codeOf: null, Ct);

        var (entry, delivery) = ($"/portal/entries/{Guid.CreateVersion7()}", $"/portal/deliveries/{shipmentId}");
        foreach (var path in (string[])[delivery, entry, "/portal/reports/pairing-progress", "/portal/nothing"])
        {
            using var answer = await _stranger.Http.GetAsync(path, Ct);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{path}: {answer.StatusCode}");
            Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Files_are_kept_for_good_under_the_name_with_their_hash()
    {
        var page = await _stranger.Http.GetStringAsync("/", Ct);

        using var styles = await _stranger.Http.GetAsync(Styles().Match(page).Groups["path"].Value, Ct);

        Assert.Equal("text/css", styles.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", styles.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        using var unknown = await _stranger.Http.GetAsync("/portal/assets/secret.txt", Ct);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    public ValueTask DisposeAsync()
    {
        _stranger.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex("""<script(?![^>]*\bsrc=)|<style|\s(on[a-z]+|style)=|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("""href="(?<path>/portal/assets/portal\.css[^"]*)""")]
    private static partial Regex Styles();
}
