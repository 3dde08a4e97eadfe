using System.Text.Json;

namespace Marketplace.Client;

/// <summary>What a refused request is answered with (RFC 9457), the same of all services.</summary>
public sealed record ServiceProblem
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public string Code { get; init; } = "";

    /// <summary>What is wrong and what to do, in the caller's language.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The place in the request that is wrong, such as "lines[2].quantity".</summary>
    public string? Field { get; init; }

    /// <summary>Every fault found in the request.</summary>
    public IReadOnlyList<ServiceFault>? Errors { get; init; }

    /// <summary>To be quoted to the operator.</summary>
    public string? TraceId { get; init; }

    internal static ServiceProblem? Of<TResult>(TResult result) => result is null ? null : Read(JsonSerializer.Serialize(result, Web), Web);

    internal static ServiceProblem? Read(string? body, JsonSerializerOptions json)
    {
        if (string.IsNullOrEmpty(body) || body[0] != '{')
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ServiceProblem>(body, json) is { Code.Length: > 0 } problem ? problem : null;
        }
        catch (JsonException)
        {
            // Something between the service and its caller has answered, such as a proxy.
            return null;
        }
    }
}

/// <summary>One fault of a request.</summary>
/// <param name="Message">In the caller's language.</param>
public sealed record ServiceFault(string Field, string Code, string Message);
