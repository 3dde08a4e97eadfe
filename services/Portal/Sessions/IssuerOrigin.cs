using Marketplace.Platform.Web;
using Microsoft.Extensions.Options;

namespace Marketplace.Portal.Sessions;

/// <summary>Where the form to sign out leads to in the end: browsers apply the policy of the page to that as well.</summary>
sealed class IssuerOrigin(IOptions<PortalOptions> portal, IOptions<AuthOptions> auth)
{
    /// <summary>As a source of a content security policy, with a space before it; empty when it is the portal's own.</summary>
    public string Source { get; } =
        (portal.Value.Authority ?? auth.Value.Authority) is { Length: > 0 } issuer
        && new Uri(issuer).GetLeftPart(UriPartial.Authority) is var origin
        && origin != new Uri(portal.Value.Url).GetLeftPart(UriPartial.Authority)
            ? $" {origin}" : "";
}
