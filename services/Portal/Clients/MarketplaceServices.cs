using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Marketplace.Client;
using Marketplace.Client.Accounts;
using Marketplace.Client.Catalog;
using Marketplace.Client.Credits;
using Marketplace.Client.Logistics;
using Marketplace.Client.Ordering;
using Marketplace.Client.Units;

namespace Marketplace.Portal.Clients;

/// <summary>
/// The services, asked as the person who is signed in and in their language, by the public HTTP interfaces and nothing else. One for each
/// request.
/// </summary>
public sealed class MarketplaceServices : IDisposable
{
    internal const string ClientName = "marketplace";

    readonly HttpClient _http;

    public MarketplaceServices(IHttpClientFactory clients, string accessToken, string language)
    {
        _http = clients.CreateClient(ClientName);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        Accounts = new AccountsClient(_http);
        Catalog = new CatalogClient(_http);
        Credits = new CreditsClient(_http);
        Logistics = new LogisticsClient(_http);
        Ordering = new OrderingClient(_http);
        Units = new UnitsClient(_http);
    }

    public AccountsClient Accounts { get; }

    public CatalogClient Catalog { get; }

    public CreditsClient Credits { get; }

    public LogisticsClient Logistics { get; }

    public OrderingClient Ordering { get; }

    public UnitsClient Units { get; }

    /// <summary>Reads what has a form of its own each time, such as reports with their columns.</summary>
    /// <exception cref="ServiceException">The service refuses, or is broken.</exception>
    public async Task<JsonElement> ReadAsync(string path, CancellationToken ct)
    {
        using var answer = await SendAsync(path, ct);
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        using var document = await JsonDocument.ParseAsync(body, cancellationToken: ct);
        return document.RootElement.Clone();
    }

    /// <summary>Sends what has the same form in each service, such as the answer to a proposal.</summary>
    /// <param name="key">Under which it is done once.</param>
    /// <exception cref="ServiceException">The service refuses, or is broken.</exception>
    public Task PostAsync(string path, string key, object body, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, body, ("Idempotency-Key", key), ct);

    /// <summary>Sends what is filed for the first time or anew, which the answer tells apart.</summary>
    /// <param name="etag">Of what it replaces; null when there is nothing yet.</param>
    /// <exception cref="ServiceException">The service refuses, or is broken.</exception>
    public Task PutAsync(string path, string? etag, object body, CancellationToken ct) =>
        SendAsync(HttpMethod.Put, path, body, ("If-Match", etag), ct);

    async Task SendAsync(HttpMethod method, string path, object body, (string Name, string? Value) header, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        if (header.Value is { } value)
        {
            request.Headers.Add(header.Name, value);
        }

        using var answer = await _http.SendAsync(request, ct);
        await ThrowIfRefusedAsync(answer, path, ct);
    }

    /// <summary>Sends a sheet, where the answer is another than that of a trial run.</summary>
    /// <param name="key">Under which it is done once.</param>
    /// <param name="type">What it is, such as "text/csv".</param>
    /// <exception cref="ServiceException">The service refuses, or is broken.</exception>
    public async Task<JsonElement> PostFileAsync(string path, string key, Stream content, string type, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new StreamContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
            Headers = { { "Idempotency-Key", key } },
        };
        using var answer = await _http.SendAsync(request, ct);
        await ThrowIfRefusedAsync(answer, path, ct);
        using var document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        return document.RootElement.Clone();
    }

    /// <summary>Asks for a file, to hand it on.</summary>
    /// <param name="ifNoneMatch">The version that the browser has already, which is answered with 304; null when it has none.</param>
    /// <exception cref="ServiceException">The service refuses, or is broken.</exception>
    public async Task<HttpResponseMessage> SendAsync(string path, CancellationToken ct, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (!string.IsNullOrEmpty(ifNoneMatch))
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (answer.StatusCode == HttpStatusCode.NotModified)
        {
            return answer;
        }

        try
        {
            await ThrowIfRefusedAsync(answer, path, ct);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    public void Dispose() => _http.Dispose();

    static async Task ThrowIfRefusedAsync(HttpResponseMessage answer, string path, CancellationToken ct)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var headers = answer.Headers.ToDictionary(header => header.Key, header => header.Value);
            throw new ServiceException(path, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct), headers, null);
        }
    }
}
