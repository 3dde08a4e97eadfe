using System.ComponentModel.DataAnnotations;

namespace Marketplace.Portal;

/// <summary>Section "Portal".</summary>
public sealed record PortalOptions
{
    /// <summary>Where browsers reach the portal: scheme, host and port. https outside of development.</summary>
    [Required, Url]
    public string Url { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Where the portal reaches the services: the edge, or the process that has them all.</summary>
    [Required, Url]
    public string Marketplace { get; init; } = "http://127.0.0.1:5080";

    /// <summary>The issuer by which people sign in, when it is not that of Auth:Authority.</summary>
    public string? Authority { get; init; }

    /// <summary>By which name and secret the issuer knows the portal.</summary>
    [Required]
    public string ClientId { get; init; } = "portal";

    /// <summary>Null when the issuer has made the portal known without one; PKCE is used in any case.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The folder of the keys that encrypt cookies and forms; the same for all processes of the portal.</summary>
    [Required]
    public string KeyFolder { get; init; } = Path.Combine(".data", "portal", "keys");

    /// <summary>How many people are signed in at once in a process; beyond it, those go who were away the longest.</summary>
    [Range(10, 1_000_000)]
    public int SessionsMax { get; init; } = 10_000;

    /// <summary>After which time without a click the portal forgets a session; the issuer may end it sooner.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan SessionsFor { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A page of the installation that tells what it is, beside the portal; null for none.</summary>
    public string? AboutPath { get; init; }

    /// <summary>Whether browsers reach it without TLS, as they may in development and on this machine.</summary>
    internal bool IsClear => new Uri(Url).Scheme != Uri.UriSchemeHttps;
}
