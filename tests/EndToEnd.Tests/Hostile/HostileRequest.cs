namespace Marketplace.EndToEnd.Tests.Hostile;

/// <summary>A request that nothing may come of.</summary>
/// <param name="Number">With the seed of the run it says all of the request.</param>
/// <param name="Operation">The operation that it is sent to.</param>
/// <param name="Kind">What is hostile about it.</param>
/// <param name="Target">Path and query, as they go over the wire.</param>
/// <param name="Body">Null for none.</param>
/// <param name="Language">"zh" or "en": the texts that the caller gets.</param>
sealed record HostileRequest(int Number, string Operation, string Kind, string Method, string Target, HostileBody? Body, string Language)
{
    /// <summary>Besides those that every request has; they replace them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>As whom.</summary>
    public required string Token { get; init; }

    /// <summary>HttpClient would not send it; it is written to the connection as it stands.</summary>
    public bool IsRaw { get; init; }
}

/// <summary>The bytes of a body and how they are called.</summary>
sealed record HostileBody(byte[] Content, string? ContentType = "application/json");
