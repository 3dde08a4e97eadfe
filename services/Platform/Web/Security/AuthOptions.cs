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
}
