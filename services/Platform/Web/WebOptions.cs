using System.ComponentModel.DataAnnotations;

namespace Marketplace.Platform.Web;

/// <summary>Section "Web": how much a caller may ask for.</summary>
public sealed record WebOptions
{
    /// <summary>Requests a second for each caller.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; init; } = 200;

    /// <summary>
    /// Addresses and networks (CIDR) of the proxies in front of the process, separated by commas. From these alone is taken what
    /// X-Forwarded-For and X-Forwarded-Proto say of the caller. None by default: whoever connects is the caller.
    /// </summary>
    public string TrustedProxies { get; init; } = "";

    /// <summary>How many requests that read or write much run at the same time in a process.</summary>
    [Range(1, 1_000)]
    public int ExpensiveRequestsAtOnce { get; init; } = 4;

    /// <summary>The largest body taken, in bytes.</summary>
    [Range(1_024, 100 * 1_048_576)]
    public long BodyBytesMax { get; init; } = 1_048_576;

    /// <summary>
    /// Whether everybody who reaches the process may read its OpenAPI documents and pages. When not set: in the environment Development.
    /// </summary>
    public bool? ShowDocuments { get; init; }
}
