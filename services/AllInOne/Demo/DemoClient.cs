using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Marketplace.AllInOne.Demo;

/// <summary>Something did not go as the script says; the message tells what, to whom watches.</summary>
sealed class DemoFailedException(string message) : Exception(message);

/// <summary>The marketplace refused a request.</summary>
sealed class RequestRefusedException(HttpStatusCode status, string code, string message) : Exception(message)
{
    public HttpStatusCode Status => status;

    /// <summary>The "code" of the problem; empty when the answer was none.</summary>
    public string Code => code;

    /// <summary>
    /// True when it may be otherwise in a moment: what is referred to has not got round yet, or too much was asked for at once.
    /// </summary>
    public bool MayPass => status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway
        || code.Contains("unknown", StringComparison.Ordinal) || code.Contains("not_found", StringComparison.Ordinal);
}

/// <summary>Speaks to the marketplace as one of the demo's people, as any other program would: over HTTP, with a token.</summary>
sealed class DemoClient(HttpClient http, string token)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <exception cref="RequestRefusedException">The marketplace refused.</exception>
    public async Task<JsonNode> GetAsync(string path, CancellationToken ct) => (await SendAsync(HttpMethod.Get, path, null, ct)).Body;

    /// <summary>What is there, or null where there is nothing.</summary>
    public async Task<JsonNode?> FindAsync(string path, CancellationToken ct) => (await FindVersionAsync(path, ct))?.Body;

    /// <summary>What is there and the ETag of its version, or null where there is nothing.</summary>
    public async Task<(JsonNode Body, string? Etag)?> FindVersionAsync(string path, CancellationToken ct)
    {
        try
        {
            return await SendAsync(HttpMethod.Get, path, null, ct);
        }
        catch (RequestRefusedException refused) when (refused.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>All pages of a list.</summary>
    /// <param name="path">Where it is, with the query.</param>
    /// <param name="list">What the list is called in the answer.</param>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string path, CancellationToken ct, string list = "items")
    {
        List<JsonNode> items = [];
        string? after = null;
        do
        {
            var page = await GetAsync(
                $"{path}{(path.Contains('?') ? '&' : '?')}size=200{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", ct);
            items.AddRange(page[list]!.AsArray().Select(item => item!));
            after = (string?)page["next"];
        }
        while (after is not null);
        return items;
    }

    /// <summary>Creates something. A request that may pass in a moment is repeated under the same key, so that it is done once.</summary>
    public async Task<JsonNode> PostAsync(string path, object body, CancellationToken ct)
    {
        var key = Guid.CreateVersion7().ToString();
        return await Poll.UntilAsync<JsonNode>(
            $"POST {path}",
            async () =>
            {
                try
                {
                    return (await SendAsync(HttpMethod.Post, path, body, ct, ("Idempotency-Key", key))).Body;
                }
                catch (RequestRefusedException refused) when (refused.MayPass)
                {
                    throw new NotYetException(refused.Message);
                }
            },
            ct);
    }

    /// <summary>Confirms, for the side that it speaks for, what another has proposed by posting to the path.</summary>
    public Task<JsonNode> ConfirmAsync(string path, JsonNode proposal, CancellationToken ct) =>
        PostAsync($"/{path.Split('/')[1]}/proposals/{proposal["proposalId"]}/confirmation", new { }, ct);

    /// <summary>Sets something.</summary>
    /// <param name="etag">The version that is to be replaced; null when there is none yet.</param>
    public async Task<JsonNode> PutAsync(string path, object body, string? etag, CancellationToken ct) =>
        (await SendAsync(HttpMethod.Put, path, body, ct, ("If-Match", etag))).Body;

    async Task<(JsonNode Body, string? Etag)> SendAsync(
        HttpMethod method, string path, object? body, CancellationToken ct, (string Name, string? Value)? header = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.AcceptLanguage.ParseAdd("zh");
        if (header is { Value: not null } given)
        {
            request.Headers.Add(given.Name, given.Value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body, Json), Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        var answer = Parsed(text);
        if (response.IsSuccessStatusCode)
        {
            return (
                answer ?? throw new DemoFailedException($"{method} {path}: {(int)response.StatusCode} {text}"),
                response.Headers.ETag?.ToString());
        }

        var problem = answer as JsonObject;
        var (code, detail, field) = ((string?)problem?["code"], (string?)problem?["detail"], (string?)problem?["field"]);
        throw new RequestRefusedException(
            response.StatusCode,
            code ?? "",
            $"{method} {path} → {(int)response.StatusCode} {code} {detail ?? text}{(field is null ? "" : $" ({field})")}");
    }

    static JsonNode? Parsed(string text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
