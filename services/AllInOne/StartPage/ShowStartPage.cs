namespace Marketplace.AllInOne.StartPage;

/// <summary>GET /start: a page that shows what this is and what goes on in it. It needs nothing from anywhere else.</summary>
static class ShowStartPage
{
    // No script, style or picture but the page's own, and nothing may be sent anywhere else.
    const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public const string Path = "/start";

    public static void MapStartPage(this WebApplication app)
    {
        Map(app, Path, "index.html", "text/html; charset=utf-8");
        Map(app, "/start/start.css", "start.css", "text/css; charset=utf-8");
        Map(app, "/start/start.js", "start.js", "text/javascript; charset=utf-8");
    }

    static void Map(WebApplication app, string path, string file, string contentType)
    {
        var content = Read(file);
        app.MapGet(path, (HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            http.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(content, contentType);
        }).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }

    static byte[] Read(string file)
    {
        using var stream = typeof(ShowStartPage).Assembly.GetManifestResourceStream(file)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
