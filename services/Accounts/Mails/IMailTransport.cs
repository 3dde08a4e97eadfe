using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Marketplace.Accounts.Mails;

/// <summary>How a letter leaves.</summary>
public interface IMailTransport
{
    Task SendAsync(MimeMessage letter, CancellationToken ct);
}

/// <summary>By a mail server, over TLS; a server without it is refused unless it is on this machine.</summary>
public sealed class SmtpTransport(IOptions<MailOptions> options) : IMailTransport
{
    public async Task SendAsync(MimeMessage letter, CancellationToken ct)
    {
        var mail = options.Value;
        using var client = new SmtpClient();
        var isHere = mail.Host is "localhost" or "127.0.0.1" or "::1";
        await client.ConnectAsync(
            mail.Host!, mail.Port,
            mail.Port == 465 ? SecureSocketOptions.SslOnConnect
                : isHere ? SecureSocketOptions.StartTlsWhenAvailable
                : SecureSocketOptions.StartTls,
            ct);
        if (mail.User is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, mail.Password ?? "", ct);
        }

        await client.SendAsync(letter, ct);
        await client.DisconnectAsync(quit: true, ct);
    }
}

/// <summary>As a file, where there is no mail server: for whoever tries the marketplace, and for tests.</summary>
public sealed class MailFolder(IOptions<MailOptions> options) : IMailTransport
{
    public async Task SendAsync(MimeMessage letter, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(options.Value.Folder);
        if (!OperatingSystem.IsWindows())
        {
            // Letters have links in them by which accounts are opened.
            File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await letter.WriteToAsync(Path.Combine(folder.FullName, $"{letter.MessageId!.Split('@')[0]}.eml"), ct);
    }
}
