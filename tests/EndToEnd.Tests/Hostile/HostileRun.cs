using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Testing.Documents;
using Xunit;

namespace Marketplace.EndToEnd.Tests.Hostile;

/// <summary>
/// Sends hostile requests: each must be answered as the documents say, by a refusal if it is a command, in the language of the caller, and
/// leave nothing behind.
/// </summary>
sealed partial class HostileRun(RunningMarketplace market, HostileRequests requests, int seed)
{
    const int AtOnce = 6;
    const int FaultsMax = 40;
    const int ShownMax = 400;

    // What is refused by its length is not sent.
    const int Large = 100_000;

    readonly ConcurrentQueue<string> _faults = new();

    /// <summary>Sends the first so many requests of the seed, and fails with those that went wrong.</summary>
    public async Task SendAsync(int count, CancellationToken ct)
    {
        var before = await StoredRows.CountAsync(market, ct);
        using var http = new HttpClient(new DocumentedAnswers(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        }));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (number, token) =>
            {
                var request = requests.Make(number);
                if (await FaultOfAsync(request, http, token) is { } fault && _faults.Count < FaultsMax)
                {
                    _faults.Enqueue($"{number} {request.Operation} ({request.Kind}) {request.Method} {Shown(request.Target)}: {fault}");
                }
            });
        var after = await StoredRows.CountAsync(market, ct);
        foreach (var changed in after.Except(before))
        {
            _faults.Enqueue($"There are other rows than before: {changed}");
        }

        Assert.True(_faults.IsEmpty, $"HOSTILE_SEED={seed}{Environment.NewLine}{string.Join(Environment.NewLine, _faults)}");
    }

    async Task<string?> FaultOfAsync(HostileRequest request, HttpClient http, CancellationToken ct)
    {
        try
        {
            var (status, text) = request.IsRaw ? await SendRawAsync(request, ct) : await SendAsync(request, http, ct);
            return status >= 500 ? $"{status} {Shown(text)}"
                : status < 400 && request.Method != "GET"
                    ? ItemsFault(text) is { } accepted ? $"{status}: {accepted} {BodyOf(request)} {Shown(text)}" : null
                : status >= 400 && LanguageFault(text, request.Language) is { } fault
                    ? $"{status}: {fault} in {request.Language}: {Shown(text)}"
                : null;
        }
        catch (UndocumentedAnswerException undocumented)
        {
            return $"{Shown(undocumented.Message)} {BodyOf(request)}";
        }
        catch (HttpRequestException broken)
        {
            return $"no answer: {broken.Message} {broken.InnerException?.Message}";
        }
    }

    /// <summary>A server that has refused a body that it did not read closes the connection, perhaps under the next request.</summary>
    async Task<(int Status, string Text)> SendAsync(HostileRequest request, HttpClient http, CancellationToken ct)
    {
        try
        {
            return await SendOnceAsync(request, http, ct);
        }
        catch (HttpRequestException closed) when (closed.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            return await SendOnceAsync(request, http, ct);
        }
    }

    async Task<(int Status, string Text)> SendOnceAsync(HostileRequest request, HttpClient http, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), AddressOf(request));
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", request.Token);
        message.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        message.Headers.AcceptLanguage.ParseAdd(request.Language);
        if (request.Method == "PUT")
        {
            message.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        }

        if (request.Body is { } body)
        {
            message.Headers.ExpectContinue = body.Content.Length > Large;
            message.Content = new ByteArrayContent(body.Content);
            if (body.ContentType is { } type)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        foreach (var (name, value) in request.Headers)
        {
            if (name.StartsWith("Content-", StringComparison.Ordinal))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
                continue;
            }

            message.Headers.Remove(name);
            message.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(message, ct);
        var isText = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return ((int)answer.StatusCode, isText ? await answer.Content.ReadAsStringAsync(ct) : "");
    }

    /// <summary>Writes what HttpClient refuses to send, and reads the answer until the server closes.</summary>
    async Task<(int Status, string Text)> SendRawAsync(HostileRequest request, CancellationToken ct)
    {
        var address = AddressOf(request);
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port, ct);
        await using var stream = connection.GetStream();
        string[] head =
        [
            $"{request.Method} {request.Target} HTTP/1.1", $"Host: {address.Authority}", "Connection: close",
            $"Authorization: Bearer {request.Token}", $"Accept-Language: {request.Language}", "Content-Length: 0",
            .. request.Headers.Select(header => $"{header.Key}: {header.Value}"),
        ];
        await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", head) + "\r\n\r\n"), ct);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(ct);
        // What the server itself can't read it refuses without a body.
        return (int.Parse(answer.Split(' ', 3)[1], System.Globalization.CultureInfo.InvariantCulture), "");
    }

    Uri AddressOf(HostileRequest request) => new(
        $"{market.AddressOf(request.Target).GetLeftPart(UriPartial.Authority)}{request.Target}",
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    /// <summary>A list of items, or of readings, is answered by 200, in which each of them is refused by itself.</summary>
    static string? ItemsFault(string text)
    {
        if (text.Length == 0)
        {
            return "it was accepted";
        }

        var answer = JsonElement.Parse(text);
        if (answer.TryGetProperty("refused", out var refused) && refused.ValueKind == JsonValueKind.Array)
        {
            return refused.GetArrayLength() == 0
                || answer.GetProperty("recorded").GetInt32() > 0 || answer.GetProperty("known").GetInt32() > 0
                ? "a reading was accepted"
                : refused.EnumerateArray().Any(row => !IsInBothLanguages(row)) ? "a reading was refused wrongly" : null;
        }

        if (!answer.TryGetProperty("items", out var items))
        {
            return "it was accepted";
        }

        foreach (var item in items.EnumerateArray())
        {
            if (!item.TryGetProperty("problem", out var problem) || problem.ValueKind != JsonValueKind.Object)
            {
                return "an item was accepted";
            }

            if (problem.GetProperty("status").GetInt32() is < 400 or >= 500 || !IsInBothLanguages(problem))
            {
                return "an item was refused wrongly";
            }
        }

        return null;
    }

    static bool IsInBothLanguages(JsonElement refusal) =>
        Chinese().IsMatch(refusal.GetProperty("zh").GetString()!)
        && !Chinese().IsMatch(Quoted().Replace(refusal.GetProperty("en").GetString()!, ""));

    /// <summary>What of a problem's texts is in another language; what stands in quotes is the caller's own, or a name.</summary>
    static string? LanguageFault(string text, string language)
    {
        if (text.Length == 0 || !JsonElement.Parse(text).TryGetProperty("detail", out var detail))
        {
            return null;
        }

        var problem = JsonElement.Parse(text);
        IEnumerable<string> texts =
        [
            detail.GetString()!, problem.GetProperty("title").GetString()!,
            .. problem.TryGetProperty("errors", out var errors)
                ? errors.EnumerateArray().Select(error => error.GetProperty("message").GetString()!) : [],
        ];
        return language == "zh"
            ? texts.Any(said => !Chinese().IsMatch(said) || EnglishSentence().IsMatch(Quoted().Replace(said, ""))) ? "English" : null
            : texts.Any(said => Chinese().IsMatch(Quoted().Replace(said, ""))) ? "Chinese" : null;
    }

    static string BodyOf(HostileRequest request) => request.Body is { } body ? Shown(Encoding.UTF8.GetString(body.Content)) : "";

    static string Shown(string text) =>
        (text.Length <= ShownMax ? text : text[..ShownMax] + "…").Replace("\0", "\\0", StringComparison.Ordinal);

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    [GeneratedRegex("[a-z]{2,} [a-z]{2,} [a-z]{2,}")]
    private static partial Regex EnglishSentence();

    [GeneratedRegex("“[^”]*”|\"[^\"]*\"")]
    private static partial Regex Quoted();
}
