using System.ComponentModel.DataAnnotations;

namespace Marketplace.Accounts.Mails;

/// <summary>Section "Mail": how letters leave.</summary>
public sealed record MailOptions
{
    /// <summary>Who they are from.</summary>
    [Required, EmailAddress]
    public string From { get; init; } = "no-reply@marketplace.example";

    /// <summary>The server that takes them (SMTP); while none is set each is a file in <see cref="Folder"/>.</summary>
    public string? Host { get; init; }

    [Range(1, 65_535)]
    public int Port { get; init; } = 587;

    /// <summary>The login at the server; null for none.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Where letters are written as .eml files while there is no server.</summary>
    [Required]
    public string Folder { get; init; } = Path.Combine(".data", "accounts", "mails");

    /// <summary>How often it is looked for letters.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(2);
}
