using System.Text.Json.Serialization;

namespace Marketplace.Platform.Web;

/// <summary>What every refused request is answered with (RFC 9457, application/problem+json).</summary>
public sealed record Problem
{
    /// <summary>"urn:marketplace:problem:" and the code.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem, in the caller's language.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status code.</summary>
    public required int Status { get; init; }

    /// <summary>A stable name for programs; texts may change, codes don't.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong and what to do, in the caller's language.</summary>
    public required string Detail { get; init; }

    /// <summary>The place in the request that is wrong, such as "lines[2].quantity".</summary>
    public string? Field { get; init; }

    /// <summary>Every fault found in the request; the first is the one above.</summary>
    public IReadOnlyList<ProblemFault>? Errors { get; init; }

    /// <summary>To be quoted to the operator.</summary>
    public required string TraceId { get; init; }
}

/// <summary>One fault of a request.</summary>
public sealed record ProblemFault
{
    /// <summary>The place in the request, such as "lines[2].quantity".</summary>
    public required string Field { get; init; }

    /// <summary>A stable name for programs.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong, in the caller's language.</summary>
    public required string Message { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
sealed partial class ProblemJson : JsonSerializerContext;
