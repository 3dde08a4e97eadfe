namespace Marketplace.Portal.Clients;

/// <summary>Files that a service makes, handed on to the browser as they come.</summary>
static class HandOn
{
    public static async Task<IResult> HandOnAsync(this MarketplaceServices services, HttpContext http, string path, CancellationToken ct)
    {
        var answer = await services.SendAsync(path, ct);
        http.Response.RegisterForDispose(answer);
        var content = answer.Content;
        if (content.Headers.ContentDisposition is { } disposition)
        {
            http.Response.Headers.ContentDisposition = disposition.ToString();
        }

        return TypedResults.Stream(await content.ReadAsStreamAsync(ct), content.Headers.ContentType?.ToString());
    }
}
