using System.Net;
using System.Text.RegularExpressions;
using Marketplace.AllInOne.Identity;

namespace Marketplace.Portal.Tests.Http;

/// <summary>A browser without a screen: keeps cookies and follows nothing by itself.</summary>
sealed partial class Stranger : IDisposable
{
    readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };

    public Stranger(Uri url) => Http = new HttpClient(_handler) { BaseAddress = url };

    public HttpClient Http { get; }

    /// <summary>Of the portal, as the browser sent them last.</summary>
    public IEnumerable<Cookie> Cookies => _handler.CookieContainer.GetAllCookies();

    /// <summary>Signs in by the pages, as one of the cast whose role takes no authenticator.</summary>
    public async Task SignInAsync(string name, CancellationToken ct)
    {
        var page = await FollowAsync("/portal", ct);
        var form = new FormUrlEncodedContent(
        [
            new("email", $"{name}@{SeedAccounts.Domain}"), new("password", SeedAccounts.Password),
            new("__RequestVerificationToken", TokenOf(await page.Content.ReadAsStringAsync(ct))),
        ]);
        using var answer = await Http.PostAsync(page.RequestMessage!.RequestUri, form, ct);
        using var home = await FollowAsync(answer.Headers.Location!.ToString(), ct);
        home.EnsureSuccessStatusCode();
    }

    /// <summary>Asks, and goes wherever it is sent.</summary>
    public async Task<HttpResponseMessage> FollowAsync(string path, CancellationToken ct)
    {
        const int Most = 10;
        var answer = await Http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), ct);
        for (var hop = 0; hop < Most && answer.Headers.Location is { } next; hop++)
        {
            answer = await Http.GetAsync(next, ct);
        }

        return answer;
    }

    public static string TokenOf(string page) => WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value);

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
