using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Marketplace.Platform.Web;

/// <summary>An answer that is stored before it is sent.</summary>
sealed record StoredAnswer(
    int Status, string? ContentType, string? Location, string? ETag, ReadOnlyMemory<byte> Body, bool IsReplay)
    : IResult, IStatusCodeHttpResult
{
    int? IStatusCodeHttpResult.StatusCode => Status;

    public bool IsSuccess => Status is >= 200 and < 300;

    public static StoredAnswer Of(IdempotencyKey stored) =>
        new(
            stored.Status, stored.Body.Length == 0 ? null : "application/json; charset=utf-8",
            stored.Location, stored.ETag, stored.Body, IsReplay: true);

    /// <summary>Lets the result write into memory; nothing reaches the caller yet.</summary>
    public static async Task<StoredAnswer> CaptureAsync(HttpContext http, object? outcome)
    {
        var result = outcome as IResult ?? TypedResults.Json(outcome);
        var real = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var memory = new MemoryStream();
        var capture = new StreamResponseBodyFeature(memory);
        http.Features.Set<IHttpResponseBodyFeature>(capture);
        try
        {
            await result.ExecuteAsync(http);
            await capture.CompleteAsync();
        }
        finally
        {
            http.Features.Set(real);
        }

        var response = http.Response;
        return new StoredAnswer(
            response.StatusCode,
            response.ContentType,
            response.Headers.Location,
            response.Headers.ETag,
            memory.ToArray(),
            IsReplay: false);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.Location = Location;
        response.Headers.ETag = ETag;
        response.ContentLength = Body.Length;
        if (IsReplay)
        {
            response.Headers["Idempotency-Replayed"] = "true";
        }

        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
