namespace Marketplace.Platform.Web;

/// <summary>Endpoint metadata: a page for people, which needs its own scripts and styles.</summary>
sealed record DocumentationPage
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'";
}
