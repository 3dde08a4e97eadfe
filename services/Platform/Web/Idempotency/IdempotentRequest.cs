using System.Security.Cryptography;
using System.Text;
using Marketplace.Platform.Refusals;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Platform.Web;

/// <summary>The key of a request and the hash of what it says. Read before binding, since binding consumes the body.</summary>
sealed record IdempotentRequest(string Key, byte[] Hash)
{
    public const int KeyLengthMax = 200;

    const string Header = "Idempotency-Key";

    // What is larger waits in a temporary file.
    const int InMemoryMax = 4 * 1024 * 1024;

    /// <summary>
    /// Middleware: reads the body of endpoints marked with <see cref="IdempotencyKeyRequired"/> and puts it back for binding.
    /// </summary>
    public static Task ReadAsync(HttpContext http, RequestDelegate next, long bodyBytesMax) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IdempotencyKeyRequired>() is { } once && once.Applies(http.Request)
            ? ReadThenNextAsync(http, next, bodyBytesMax)
            : next(http);

    static async Task ReadThenNextAsync(HttpContext http, RequestDelegate next, long bodyBytesMax)
    {
        var request = http.Request;
        var key = ReadKey(request.Headers[Header].ToString());
        await using Stream body = bodyBytesMax > InMemoryMax
            ? TemporaryFile()
            : new MemoryStream((int)Math.Min(request.ContentLength ?? 0, 64 * 1024));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // A zero byte can be in no address, so that address and body can't run into each other.
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\0"));
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            hash.AppendData(buffer, 0, count);
            await body.WriteAsync(buffer.AsMemory(0, count), http.RequestAborted);
            if (body.Length > bodyBytesMax)
            {
                throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
            }
        }

        http.Features.Set(new IdempotentRequest(key, hash.GetHashAndReset()));
        body.Position = 0;
        var original = request.Body;
        request.Body = body;
        try
        {
            await next(http);
        }
        finally
        {
            request.Body = original;
        }
    }

    static FileStream TemporaryFile() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        bufferSize: 64 * 1024,
        FileOptions.Asynchronous | FileOptions.DeleteOnClose);

    static string ReadKey(string key) =>
        key.Length is > 0 and <= KeyLengthMax && key.All(c => c is > ' ' and <= '~')
            ? key
            : throw new InvalidRequestException(
                "idempotency_key_missing",
                Header,
                $"请在 {Header} 头中带上由您生成的唯一键（1 至 {KeyLengthMax} 个可见 ASCII 字符）；重试同一请求时使用相同的键。",
                $"Send a key of your own making in the {Header} header (1 to {KeyLengthMax} "
                + "visible ASCII characters), the same one when you repeat the request.");
}
