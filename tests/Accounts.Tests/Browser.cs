using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace Marketplace.Accounts.Tests;

/// <summary>A browser: it keeps cookies, sends forms with what is hidden in them, and goes where it is sent when it is told to.</summary>
public sealed partial class Browser : IDisposable
{
    readonly HttpClient _http;

    public Browser(TestServer server)
    {
        _http = new HttpClient(new Cookies(server.CreateHandler())) { BaseAddress = new Uri("https://localhost") };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("TestBrowser/1.0");
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens a page, and does not go on where that sends it.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path, Ct);

    /// <summary>Opens a page, which must be there, and reads it.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    /// <summary>Opens a page, fills its form in and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        var token = await OpenFormAsync(path);
        return await PostAsync(path, [.. fields, token]);
    }

    /// <summary>Opens a page with a form, and takes from it what goes back with the form.</summary>
    public async Task<(string Name, string Value)> OpenFormAsync(string path) =>
        ("__RequestVerificationToken", FormToken().Match(await ReadAsync(path)).Groups["token"].Value);

    /// <summary>Sends a form as it is.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _http.PostAsync(path, form, Ct);
    }

    /// <summary>Follows where it is sent within the service; what leads elsewhere, or shows a page, comes back.</summary>
    public async Task<HttpResponseMessage> FollowAsync(string path)
    {
        for (var hops = 0; ; hops++)
        {
            Assert.True(hops < 10, $"Sent from page to page, at last to {path}.");
            var answer = await GetAsync(path);
            if (answer.Headers.Location is not { } next
                || (next.IsAbsoluteUri && next.Scheme is "https" && next.Host != "localhost"))
            {
                return answer;
            }

            path = next.IsAbsoluteUri && next.Scheme == "https" ? next.PathAndQuery : next.OriginalString;
            answer.Dispose();
        }
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormToken();

    sealed class Cookies(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        readonly CookieContainer _jar = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var header = _jar.GetCookieHeader(request.RequestUri!);
            if (header.Length > 0)
            {
                request.Headers.Add("Cookie", header);
            }

            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
            {
                foreach (var cookie in cookies)
                {
                    _jar.SetCookies(request.RequestUri!, cookie);
                }
            }

            return answer;
        }
    }
}
