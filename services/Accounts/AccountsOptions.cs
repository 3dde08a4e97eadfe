using System.ComponentModel.DataAnnotations;

namespace Marketplace.Accounts;

/// <summary>Section "Accounts".</summary>
public sealed record AccountsOptions
{
    /// <summary>The public URL of this service, by which browsers reach it and tokens name their issuer.</summary>
    [Required, Url]
    public string Issuer { get; init; } = "http://127.0.0.1:5080/accounts";

    /// <summary>
    /// The folder of the keys that sign and encrypt tokens and cookies. Made at the first start, readable by its owner only. All processes
    /// of the service have the same.
    /// </summary>
    [Required]
    public string KeyFolder { get; init; } = Path.Combine(".data", "accounts", "keys");

    /// <summary>
    /// The code by which the first operator opens their account; when not set, one is made and written to the log at each start while there
    /// is no operator.
    /// </summary>
    [MinLength(20)]
    public string? SetupCode { get; init; }

    /// <summary>The applications through which people sign in, such as the portal.</summary>
    public IReadOnlyList<ClientOptions> Clients { get; init; } = [];

    /// <summary>How long an access token is good for: what has ended elsewhere is believed that long.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AccessTokensFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After which time a person signs in again.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan SessionsFor { get; init; } = TimeSpan.FromHours(12);

    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan InvitationsFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>After so many attempts in <see cref="AttemptsWithin"/> a name is locked until the time is over.</summary>
    [Range(3, 20)]
    public int AttemptsMax { get; init; } = 5;

    /// <summary>The same for an address of the network, behind which many people may be.</summary>
    [Range(10, 10_000)]
    public int AttemptsMaxOfAddress { get; init; } = 100;

    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan AttemptsWithin { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>For how many days it is known who signed in when and from where.</summary>
    [Range(30, 1_096)]
    public int SignInDays { get; init; } = 180;
}

/// <summary>An application through which people sign in.</summary>
public sealed record ClientOptions
{
    [Required]
    public required string ClientId { get; init; }

    /// <summary>Of an application that can keep one; null of one that runs in a browser or on a telephone.</summary>
    [MinLength(20)]
    public string? Secret { get; init; }

    /// <summary>Where people may be sent with a code; compared letter by letter.</summary>
    [MinLength(1)]
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>Where people may be sent once they have signed out.</summary>
    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];
}
