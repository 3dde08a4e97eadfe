using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Marketplace.Testing;

/// <summary>A browser without a screen: keeps cookies and follows nothing by itself.</summary>
public sealed partial class PageClient : IDisposable
{
    readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };

    public PageClient(Uri url) => Http = new HttpClient(_handler) { BaseAddress = url };

    public HttpClient Http { get; }

    /// <summary>Of the portal, as the browser sent them last.</summary>
    public IEnumerable<Cookie> Cookies => _handler.CookieContainer.GetAllCookies();

    /// <summary>Signs in by the pages, and sets up the authenticator of whoever needs one and has none.</summary>
    /// <param name="email">Who.</param>
    /// <param name="password">The account's.</param>
    /// <param name="codeOf">The six digits that an authenticator shows for a secret; null for a role that takes none.</param>
    /// <returns>The first page.</returns>
    public async Task<string> SignInAsync(string email, string password, Func<byte[], string>? codeOf, CancellationToken ct)
    {
        var page = await FollowAsync("/portal", ct);
        var form = new FormUrlEncodedContent(
        [
            new("email", email), new("password", password),
            new("__RequestVerificationToken", TokenOf(await page.Content.ReadAsStringAsync(ct))),
        ]);
        using var answer = await Http.PostAsync(page.RequestMessage!.RequestUri, form, ct);
        using var next = await FollowAsync(answer.Headers.Location!.ToString(), ct);
        var shown = await next.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct);
        if (codeOf is null || Secret().Match(shown) is not { Success: true } secret)
        {
            return shown;
        }

        var code = new FormUrlEncodedContent(
        [
            new("code", codeOf(FromBase32(secret.Groups["secret"].Value))), new("__RequestVerificationToken", TokenOf(shown)),
        ]);
        using var enrolled = await Http.PostAsync(next.RequestMessage!.RequestUri, code, ct);
        var goOn = WebUtility.HtmlDecode(Button().Match(await enrolled.Content.ReadAsStringAsync(ct)).Groups["href"].Value);
        using var home = await FollowAsync(goOn, ct);
        return await home.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct);
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

    /// <summary>What a form of the page has to send along, so that no other site can send it.</summary>
    public static string TokenOf(string page) => WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value);

    /// <summary>The pages of the portal that a page names, without files and what signs out or changes the hat or the language.</summary>
    public static IReadOnlyList<string> LinksOf(string page) =>
    [
        .. Links().Matches(page).Select(link => WebUtility.HtmlDecode(link.Groups["path"].Value))
            .Where(path => !NoPage().IsMatch(path)).Distinct(),
    ];

    /// <summary>A path without ids and parameters.</summary>
    public static string PageOf(string path) => Ids().Replace(path.Split('?')[0], "…");

    /// <summary>A secret as an authenticator takes it (RFC 4648).</summary>
    public static byte[] FromBase32(string text)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(text.Select(letter =>
            Alphabet.IndexOf(letter, StringComparison.Ordinal).ToString("b5", CultureInfo.InvariantCulture)));
        return [.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("""<a [^>]*?href="(?<path>/portal[^"#]*)""")]
    private static partial Regex Links();

    [GeneratedRegex("sign-|hat|/file|/sheet\\b|download|export|format=|language|print", RegexOptions.IgnoreCase)]
    private static partial Regex NoPage();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Ids();

    [GeneratedRegex("<code>(?<secret>[A-Z2-7]+)</code>")]
    private static partial Regex Secret();

    [GeneratedRegex("<a class=\"button\" href=\"(?<href>[^\"]+)\"")]
    private static partial Regex Button();
}
