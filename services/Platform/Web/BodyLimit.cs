using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Marketplace.Platform.Web;

/// <summary>Endpoint metadata: bodies up to this size are taken, instead of up to Web:BodyBytesMax.</summary>
/// <param name="Bytes">The largest body.</param>
public sealed record BodyLimit(long Bytes) : IRequestSizeLimitMetadata
{
    long? IRequestSizeLimitMetadata.MaxRequestBodySize => Bytes;

    /// <summary>The largest body of a request.</summary>
    internal static long Of(HttpContext http, long otherwise) =>
        http.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? otherwise;
}

/// <summary>Endpoints that take files.</summary>
public static class BodyLimitEndpoints
{
    /// <summary>Takes larger bodies than other endpoints do. They are kept on disk, not in memory, where they are read before the handler.</summary>
    public static RouteHandlerBuilder TakesUpTo(this RouteHandlerBuilder endpoint, long bytes) => endpoint.WithMetadata(new BodyLimit(bytes));
}
