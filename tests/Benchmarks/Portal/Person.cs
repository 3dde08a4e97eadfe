using System.Diagnostics;
using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.AllInOne.Identity;
using Marketplace.Testing;

namespace Marketplace.Benchmarks.Portal;

/// <summary>Somebody who has signed in, and opens one page after another that a page before has named.</summary>
sealed class Person : IDisposable
{
    readonly PageClient _client;
    readonly Random _random;
    IReadOnlyList<string> _links;

    Person(PageClient client, string home, Random random)
    {
        _client = client;
        _random = random;
        _links = PageClient.LinksOf(home);
    }

    public static async Task<Person> SignInAsync(Uri url, DemoIdentity identity, int seed, CancellationToken ct)
    {
        var client = new PageClient(url);
        var home = await client.SignInAsync(
            $"{identity.Name}@{SeedAccounts.Domain}", SeedAccounts.Password,
            secret => Totp.CodeAt(secret, TimeProvider.System.GetUtcNow()), ct);
        return new Person(client, home, new Random(seed));
    }

    /// <summary>Opens a page that the one before names, or the first page.</summary>
    public Task<Opened> ClickAsync(CancellationToken ct) =>
        OpenAsync(_links.Count == 0 || _random.Next(4) == 0 ? "/portal" : _links[_random.Next(_links.Count)], ct);

    public async Task<Opened> OpenAsync(string path, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await _client.Http.GetAsync(new Uri(path, UriKind.Relative), ct);
        var page = await answer.Content.ReadAsStringAsync(ct);
        var took = watch.Elapsed;
        if (answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType == "text/html")
        {
            _links = PageClient.LinksOf(page);
        }

        return new Opened(path, PageClient.PageOf(path), answer.StatusCode, took);
    }

    public void Dispose() => _client.Dispose();
}

/// <summary>A page that was opened.</summary>
/// <param name="Path">As it was asked for.</param>
/// <param name="Page">Without ids and parameters.</param>
/// <param name="Status">What came back.</param>
/// <param name="Took">Until the last byte.</param>
sealed record Opened(string Path, string Page, HttpStatusCode Status, TimeSpan Took);
