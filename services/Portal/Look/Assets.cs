using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Portal.Look;

/// <summary>
/// GET /portal/assets/{name}: styles and scripts, all of them the portal's own, kept by browsers for good under the name with its hash.
/// </summary>
public sealed class Assets
{
    const string Forever = "public, max-age=31536000, immutable";

    static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".webmanifest"] = "application/manifest+json",
    };

    readonly Dictionary<string, (byte[] Content, string Hash)> _files = typeof(Assets).Assembly.GetManifestResourceNames()
        .Where(name => Types.ContainsKey(Path.GetExtension(name))).ToDictionary(name => name, Read, StringComparer.Ordinal);

    /// <summary>The address of a file, another one whenever its content is.</summary>
    public string this[string name] => $"/portal/assets/{name}?v={_files[name].Hash}";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/assets/{name}", Handle)
        .AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();

    static IResult Handle(string name, HttpContext http, Assets assets)
    {
        if (!assets._files.TryGetValue(name, out var file))
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = http.Request.Query["v"] == file.Hash ? Forever : "no-cache";
        return assets.Answer(name);
    }

    /// <summary>The file itself.</summary>
    internal FileContentHttpResult Answer(string name) => TypedResults.Bytes(
        _files[name].Content, Types[Path.GetExtension(name)], entityTag: new EntityTagHeaderValue($"\"{_files[name].Hash}\""));

    static (byte[] Content, string Hash) Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var content = copy.ToArray();
        return (content, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
    }
}
