using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Platform.Messaging;
using Marketplace.Testing.Documents;

namespace Marketplace.Testing.Road;

/// <summary>
/// Talks to a running marketplace as its users do. A request that gets no answer, or a server's own failure, is sent again with the
/// same Idempotency-Key until it is answered: that is what a client has to do when processes are killed.
/// </summary>
public sealed class RoadHttp : IDisposable
{
    static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(1);

    readonly HttpClient _http;
    readonly Func<string, Uri> _baseOf;
    readonly TimeSpan _answerWithin;
    readonly ConcurrentDictionary<string, string> _tokens = new();

    /// <param name="baseOf">Where a path is served: one edge for all, or a process for each service.</param>
    /// <param name="answerWithin">How long a request is repeated before it counts as failed.</param>
    public RoadHttp(Func<string, Uri> baseOf, TimeSpan? answerWithin = null)
    {
        _baseOf = baseOf;
        _answerWithin = answerWithin ?? TimeSpan.FromSeconds(90);
        _http = new HttpClient(new DocumentedAnswers(new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseProxy = false }))
        {
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    /// <summary>Gets a token for a fresh identity in a role.</summary>
    public Task<string> SignInAsync(string role, Guid? org, string? region, string? tier, CancellationToken ct) =>
        SignInAsync($"{role}-{org?.ToString("N") ?? region ?? Guid.CreateVersion7().ToString("N")}", role, org, region, tier, ct);

    /// <summary>Gets a token for somebody of that name, which is the subject of the token.</summary>
    public async Task<string> SignInAsync(string name, string role, Guid? org, string? region, string? tier, CancellationToken ct)
    {
        if (_tokens.TryGetValue(name, out var known))
        {
            return known;
        }

        // An identity that an earlier attempt has made already is as good.
        using (await SendAsync(
            () => Json(HttpMethod.Post, "/identity/demo-identities", new { name, role, org, region, tier }), [HttpStatusCode.Conflict], ct))
        {
        }

        using var answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, _baseOf("/identity/token"))
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = name,
                    ["client_secret"] = "demo",
                }),
            },
            [],
            ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        return _tokens[name] = body.GetProperty("access_token").GetString()!;
    }

    /// <summary>Posts once: with a key of its own that repeats keep.</summary>
    public async Task<JsonElement> PostAsync(string token, string path, object body, CancellationToken ct)
    {
        var key = Guid.CreateVersion7().ToString();
        using var answer = await SendAsync(
            () =>
            {
                var request = Json(HttpMethod.Post, path, body);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                request.Headers.Add("Idempotency-Key", key);
                return request;
            },
            [],
            ct);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    /// <summary>Proposes what another side has to confirm, and lets that side confirm it.</summary>
    /// <param name="token">The token of the proposer.</param>
    /// <param name="path">The command, such as "/units/purchasing-units".</param>
    /// <param name="confirmedBy">The token of the other side.</param>
    public async Task ProposeAsync(string token, string path, object body, string confirmedBy, CancellationToken ct) =>
        await ConfirmAsync(confirmedBy, path, await PostAsync(token, path, body, ct), ct);

    /// <summary>Confirms what the command at the path has answered with.</summary>
    public Task ConfirmAsync(string token, string path, JsonElement proposal, CancellationToken ct) =>
        PostAsync(token, $"/{path.Split('/')[1]}/proposals/{proposal.GetProperty("proposalId").GetGuid()}/confirmation", new { }, ct);

    public async Task<JsonElement> PutAsync(string token, string path, object body, CancellationToken ct)
    {
        using var answer = await SendAsync(
            () =>
            {
                var request = Json(HttpMethod.Put, path, body);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                return request;
            },
            // An earlier attempt whose answer was lost has set it already.
            [HttpStatusCode.PreconditionRequired],
            ct);
        return answer.StatusCode == HttpStatusCode.OK || answer.StatusCode == HttpStatusCode.Created
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(ct)
            : default;
    }

    /// <summary>Gets; undefined when there is nothing (yet).</summary>
    public async Task<JsonElement> GetAsync(string token, string path, CancellationToken ct)
    {
        using var answer = await SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, _baseOf(path));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                return request;
            },
            [HttpStatusCode.NotFound],
            ct);
        return answer.StatusCode == HttpStatusCode.NotFound ? default : await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    /// <summary>All items of a list, page by page.</summary>
    public async Task<List<JsonElement>> ListAsync(string token, string path, CancellationToken ct)
    {
        var items = new List<JsonElement>();
        for (string? after = null; ;)
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await GetAsync(token, $"{path}{separator}size=200{(after is null ? "" : $"&after={after}")}", ct);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
            if (after is null)
            {
                return items;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    HttpRequestMessage Json(HttpMethod method, string path, object body) =>
        new(method, _baseOf(path)) { Content = JsonContent.Create(body, options: MessageTypes.Json) };

    async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, HttpStatusCode[] alsoFine, CancellationToken ct)
    {
        var deadline = TimeProvider.System.GetUtcNow() + _answerWithin;
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause = pause * 2 < PauseMax ? pause * 2 : PauseMax)
        {
            string trouble;
            try
            {
                using var sent = request();
                var answer = await _http.SendAsync(sent, ct);
                if (answer.IsSuccessStatusCode || alsoFine.Contains(answer.StatusCode))
                {
                    return answer;
                }

                var text = await answer.Content.ReadAsStringAsync(ct);
                trouble = $"{sent.Method} {sent.RequestUri!.PathAndQuery} → {(int)answer.StatusCode} {text}";
                if ((int)answer.StatusCode < 500 && answer.StatusCode != HttpStatusCode.TooManyRequests)
                {
                    answer.Dispose();
                    throw new RoadRefusedException(answer.StatusCode, trouble);
                }

                answer.Dispose();
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException
                || (failure is OperationCanceledException && !ct.IsCancellationRequested))
            {
                trouble = failure.Message;
            }

            if (TimeProvider.System.GetUtcNow() > deadline)
            {
                throw new TimeoutException($"No answer within {_answerWithin}: {trouble}");
            }

            await Eventually.PauseAsync(pause, ct);
        }
    }
}

/// <summary>The marketplace said no.</summary>
public sealed class RoadRefusedException(HttpStatusCode status, string what) : Exception(what)
{
    public HttpStatusCode Status => status;
}
