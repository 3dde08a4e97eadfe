namespace Marketplace.Accounts.Pages;

/// <summary>GET /accounts/pages.css: how the pages look.</summary>
public static class ShowStyles
{
    const string FileName = "pages.css";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var content = Read();
        pages.MapGet("/pages.css", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(content, "text/css; charset=utf-8");
        });
    }

    static byte[] Read()
    {
        using var stream = typeof(ShowStyles).Assembly.GetManifestResourceStream(FileName)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
