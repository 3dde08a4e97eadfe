using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Marketplace.Platform.Web;

/// <summary>Endpoint metadata: bodies up to this size are taken, instead of up to Web:BodyBytesMax.</summary>
/// <param name="Bytes">The largest body.</param>
public sealed record BodyLimit(long Bytes)
{
    /// <summary>The largest body of this request, which the server knows before it reads any of it.</summary>
    internal static long Of(HttpContext http, long otherwise)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() is not { } limit)
        {
            return otherwise;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = limit.Bytes;
        }

        return limit.Bytes;
    }
}

/// <summary>Endpoints that take files.</summary>
public static class BodyLimitEndpoints
{
    /// <summary>
    /// Takes larger bodies than other endpoints do. They are kept on disk, not in memory, where they are read before the handler.
    /// </summary>
    public static RouteHandlerBuilder TakesUpTo(this RouteHandlerBuilder endpoint, long bytes) =>
        endpoint.WithMetadata(new BodyLimit(bytes));
}
