using System.Text.Json;

namespace Marketplace.Testing.Documents;

/// <summary>An answer is not as the OpenAPI document has it.</summary>
public sealed class UndocumentedAnswerException(string message) : Exception(message);

/// <summary>
/// Compares each answer of the five services with their OpenAPI documents, as a generated client takes it: status, media type, body and
/// those headers that callers act upon.
/// </summary>
public sealed class DocumentedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // What callers act upon; what every server adds is nobody's interface.
    static readonly string[] Headers = ["ETag", "Location", "Retry-After", "Idempotency-Replayed", "WWW-Authenticate"];

    static readonly string[] Always = ["ETag", "Location"];

    /// <summary>The method is none of the path's: of no operation.</summary>
    const int MethodNotAllowed = 405;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if ((int)answer.StatusCode != MethodNotAllowed
            && ApiDocument.Find(request.Method.Method, request.RequestUri!.AbsolutePath) is { } operation)
        {
            await CheckAsync(operation, answer, cancellationToken);
        }

        return answer;
    }

    /// <exception cref="UndocumentedAnswerException">The answer is not as the document has it.</exception>
    static async Task CheckAsync(ApiOperation operation, HttpResponseMessage answer, CancellationToken ct)
    {
        var status = $"{(int)answer.StatusCode}";
        if (!operation.Content.GetProperty("responses").TryGetProperty(status, out var documented))
        {
            await answer.Content.LoadIntoBufferAsync(ct);
            throw new UndocumentedAnswerException(
                $"{operation.Id}: {status} is not declared. {await answer.Content.ReadAsStringAsync(ct)}");
        }

        var faults = HeaderFaults(documented, answer).ToList();
        var contentType = answer.Content.Headers.ContentType?.MediaType;
        if (contentType is null || answer.Content.Headers.ContentLength == 0)
        {
            if (documented.TryGetProperty("content", out _) && answer.IsSuccessStatusCode)
            {
                faults.Add("there is no body");
            }
        }
        else if (!documented.TryGetProperty("content", out var content) || !content.TryGetProperty(contentType, out var media))
        {
            faults.Add($"{contentType} is not declared");
        }
        else if (contentType.EndsWith("json", StringComparison.Ordinal) && !IsFile(answer))
        {
            await answer.Content.LoadIntoBufferAsync(ct);
            var body = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(ct));
            faults.AddRange(SchemaCheck.FaultsOf(operation.Document, media.GetProperty("schema"), body));
        }

        if (faults.Count > 0)
        {
            throw new UndocumentedAnswerException($"{operation.Id} {status}: {string.Join("; ", faults)}");
        }
    }

    /// <summary>What is saved as it comes, such as a signed report, has a form of its own, which the document calls a file.</summary>
    static bool IsFile(HttpResponseMessage answer) => answer.Content.Headers.ContentDisposition?.DispositionType == "attachment";

    static IEnumerable<string> HeaderFaults(JsonElement documented, HttpResponseMessage answer)
    {
        var declared = documented.TryGetProperty("headers", out var headers) ? headers : default;
        foreach (var name in Headers)
        {
            var isDeclared = declared.ValueKind == JsonValueKind.Object && declared.TryGetProperty(name, out _);
            var isThere = answer.Headers.Contains(name);
            if (isThere && !isDeclared)
            {
                yield return $"the header {name} is not declared";
            }
            else if (isDeclared && !isThere && Always.Contains(name))
            {
                yield return $"the header {name} is missing";
            }
        }
    }
}
