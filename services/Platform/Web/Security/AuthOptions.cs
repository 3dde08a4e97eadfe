using System.ComponentModel.DataAnnotations;

namespace Marketplace.Platform.Web;

/// <summary>Section "Auth": whose tokens are believed.</summary>
public sealed record AuthOptions
{
    /// <summary>The OIDC issuer; its discovery document names the signing keys.</summary>
    public string? Authority { get; init; }

    /// <summary>What the tokens must be meant for.</summary>
    [Required]
    public string Audience { get; init; } = "marketplace";

    /// <summary>
    /// The types of tokens that are believed (header "typ"). Access tokens are "at+jwt" (RFC 9068); an issuer that writes "JWT" on all of
    /// its tokens needs that here, and must then not issue identity tokens for the same audience.
    /// </summary>
    public IReadOnlyList<string> TokenTypes { get; init; } = [];

    /// <summary>A token that is valid for longer is refused: nobody could take it back.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan TokenLifetimeMax { get; init; } = TimeSpan.FromHours(12);
}
