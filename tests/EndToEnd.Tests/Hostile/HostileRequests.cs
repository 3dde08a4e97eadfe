using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Platform.Messaging;
using Marketplace.Testing.Documents;

namespace Marketplace.EndToEnd.Tests.Hostile;

/// <summary>Walks the OpenAPI documents and makes of each operation requests that nothing may come of.</summary>
/// <param name="ours">What is really there: whatever is right about a request leads to it.</param>
/// <param name="callers">Tokens that may call an operation, by its roles, and those that may not.</param>
sealed class HostileRequests(Ours ours, HostileCallers callers, int seed)
{
    // Without "%2e%2e", which is the same as "..": that leads to another address, whose document the answer would be compared with.
    static readonly string[] PathValues =
    [
        "%00", "a%00b", "%01", "%E2%80%AE", "%ED%A0%80", "%FF", "%C0%AF", "..%2f..", "x", "-1", "0", "2147483648",
        "99999999999999999999", "00000000-0000-0000-0000-000000000000", "2026-13", "%27", "%25", "a%0d%0ab", "%F0%9F%8D%8E",
    ];

    static readonly string[] QueryValues =
    [
        "%00", "a%00b", "%01", "%E2%80%AE", "%ED%A0%80", "%FF", "x", "-1", "0", "2147483648", "99999999999999999999", "1.5", "1e9", "NaN",
        "null", "true", "2026-02-30", "2026-13", "0000-00", "9999-12-31T23%3A59%3A59.9999999Z", "00000000-0000-0000-0000-000000000000",
        "%27", "%25%25", "_", "%5B%5D", "%7B%7D", "a%0d%0ab", "", "%F0%9F%8D%8E",
    ];

    static readonly string[] UnknownNames = ["nosuch", "%00", "regoin", "__proto__", "%FF"];

    static readonly (string Name, string Value)[] OddHeaders =
    [
        ("Accept", "application/xml"), ("Accept", "no type"), ("Accept", ";;;"), ("Accept-Encoding", "nosuch;q=9"),
        ("If-Match", "1"), ("If-Match", "W/\"1\""),
        ("If-Match", "\"-1\", \"99999999999999999999\""), ("If-None-Match", "\"\", x"), ("If-Modified-Since", "yesterday"),
        ("Range", "bytes=-1--5"), ("Idempotency-Key", ""), ("Idempotency-Key", "a b"), ("Idempotency-Key", new string('k', 5_000)),
        ("Access-Purpose", "%00%01"), ("Access-Purpose", "%FF%FE"), ("Access-Purpose", new string('p', 3_000)), ("Expect", "200-maybe"),
        ("Authorization", "Bearer x"), ("Authorization", "Bearer a.b.c"), ("Authorization", "Basic Zm9vOmJhcg=="),
        ("Authorization", "Bearer"),
        ("X-Forwarded-For", "'; --"), ("X-HTTP-Method-Override", "DELETE"), ("Content-Language", "\u00e9"), ("Cookie", "a=\u00ff"),
        ("traceparent", "00-zz-zz-00"), ("Content-Encoding", "gzip"), ("Origin", "null"),
    ];

    readonly IReadOnlyList<ApiOperation> _operations =
        [.. ApiDocument.Operations.Where(operation => ScopeCases.All.ContainsKey(operation.Id))];

    /// <summary>The request of that number: with the seed it is always the same, but for ids.</summary>
    public HostileRequest Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var operation = _operations[number % _operations.Count];
        var scope = ScopeCases.All[operation.Id];
        var takesBody = operation.Content.TryGetProperty("requestBody", out var taken);
        var isFile = takesBody && taken.GetProperty("content").TryGetProperty("multipart/form-data", out _);
        var body = takesBody && !isFile ? (JsonObject)JsonSerializer.SerializeToNode(scope.Body!(ours), MessageTypes.Json)! : null;
        var request = new HostileRequest(
            number, operation.Id, "", operation.Method, Really(scope.Path(ours)),
            body is null ? null : new(JsonSerializer.SerializeToUtf8Bytes(body)), random.Next(2) == 0 ? "zh" : "en")
        {
            Token = callers.Pick(operation, random),
        };
        var choice = random.Next(100);
        return body is not null && choice < 30 && HostileValues.Make(operation, body, random) is { } values ? OfBody(request, values)
            : body is not null && choice < 70 ? OfBody(request, HostileBodies.Make(body, random))
            : isFile && choice < 60 ? OfBody(request, HostileFiles.Make(random))
            : choice < 82 ? OfQuery(request, operation, random)
            : choice < 92 && operation.Path.Contains('{', StringComparison.Ordinal) ? OfPath(request, operation, random)
            : OfHeader(request, operation, random);
    }

    /// <summary>A trial run answers with what it found, and a file is as well tried without.</summary>
    static string Really(string target) => target.Replace("dryRun=true", "dryRun=false", StringComparison.Ordinal);

    static HostileRequest OfBody(HostileRequest request, (string Kind, HostileBody Body) made) =>
        request with { Kind = made.Kind, Body = made.Body };

    static HostileRequest OfQuery(HostileRequest request, ApiOperation operation, Random random)
    {
        string[] known =
        [
            .. operation.Content.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query")
                    .Select(parameter => parameter.GetProperty("name").GetString()!)
                : [],
        ];
        var value = random.Next(20) == 0 ? new string('9', 4_000) : HostileBodies.Pick(random, QueryValues);
        var isCommand = request.Method != "GET";
        if (known.Length == 0 || random.Next(5) == 0)
        {
            return With(request, "unknown query parameter", $"{HostileBodies.Pick(random, UnknownNames)}={value}");
        }

        var name = HostileBodies.Pick(random, known);
        return (isCommand, random.Next(4)) switch
        {
            (_, 0) => With(request, "query parameter twice", $"{name}={value}&{name}={HostileBodies.Pick(random, QueryValues)}"),
            // What can be read must not be done.
            (true, _) => With(request, "query parameter", $"{name}={value}&nosuch=1"),
            _ => With(Without(request, name), "query parameter", $"{name}={value}"),
        };
    }

    static HostileRequest Without(HostileRequest request, string name)
    {
        var parts = request.Target.Split('?', 2);
        return parts.Length == 1 ? request : request with
        {
            Target = string.Join('?', parts[0], string.Join('&', parts[1].Split('&')
                .Where(part => !part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase)))).TrimEnd('?'),
        };
    }

    static HostileRequest With(HostileRequest request, string kind, string query) => request with
    {
        Kind = kind,
        Target = request.Target + (request.Target.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query,
    };

    static HostileRequest OfPath(HostileRequest request, ApiOperation operation, Random random)
    {
        var (path, query) = request.Target.Split('?', 2) is [var before, var after] ? (before, "?" + after) : (request.Target, "");
        var segments = path.Split('/');
        var template = operation.Path.Split('/');
        var places = Enumerable.Range(0, template.Length).Where(i => template[i].StartsWith('{')).ToList();
        segments[HostileBodies.Pick(random, places)] =
            random.Next(15) == 0 ? new string('x', 3_000) : HostileBodies.Pick(random, PathValues);
        return request with { Kind = "path", Target = string.Join('/', segments) + query };
    }

    /// <summary>A command with an odd header would be right without a further fault.</summary>
    static HostileRequest OfHeader(HostileRequest request, ApiOperation operation, Random random)
    {
        var (name, value) = HostileBodies.Pick(random, OddHeaders);
        request = operation.Method == "GET" ? request
            : request.Body is null ? With(request, "", "nosuch=1")
            : OfBody(request, ("", new("{\"nosuch\":1}"u8.ToArray())));
        return random.Next(8) == 0
            ? request with { Kind = "header with a control character", IsRaw = true, Headers = [new(name, "a\0b\u0001")] }
            : request with { Kind = $"header {name}", Headers = [new(name, value)] };
    }
}
