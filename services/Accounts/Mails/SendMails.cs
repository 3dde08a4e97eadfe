using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Marketplace.Accounts.Mails;

/// <summary>
/// Sends the letters that were decided on. One that the server does not take stops no other and is tried again after a minute, then twice
/// as long each time, up to a day. No transaction is open while the server is talked to; a letter may leave twice when the process dies
/// just after it was sent, never not at all.
/// </summary>
public sealed partial class SendMails(
    IServiceScopeFactory scopes, IMailTransport transport, IOptions<MailOptions> options, TimeProvider clock, ILogger<SendMails> logger)
    : BackgroundService
{
    const int AtOnce = 20;

    static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LaterMax = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotNow(logger, failure.Message);
            }
        }
    }

    async Task SendDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var now = clock.NowToTheMillisecond();
        var due = await db.Mails.Where(mail => mail.SentAt == null && mail.NextAttemptAt <= now)
            .OrderBy(mail => mail.NextAttemptAt).Take(AtOnce).ToListAsync(ct);
        foreach (var mail in due.Where(mail => mail.To is not null))
        {
            if (!await TakeAsync(db, mail, now, ct))
            {
                continue;
            }

            try
            {
                using var letter = LetterOf(mail);
                await transport.SendAsync(letter, ct);
                mail.Leave(clock.NowToTheMillisecond());
                await db.SaveChangesAsync(ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                NotSent(logger, mail.Id, mail.Attempts + 1, failure.Message);
            }
        }
    }

    /// <summary>Puts the next attempt off before this one is made: of two processes one gets it.</summary>
    static async Task<bool> TakeAsync(AccountsDb db, Mail mail, DateTimeOffset now, CancellationToken ct)
    {
        var after = FirstAfter * Math.Pow(2, Math.Min(mail.Attempts, 20));
        var next = now + (after < LaterMax ? after : LaterMax);
        var (id, known) = (mail.Id, mail.NextAttemptAt);
        return await db.Mails.Where(row => row.Id == id && row.SentAt == null && row.NextAttemptAt == known).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.NextAttemptAt, next).SetProperty(row => row.Attempts, row => row.Attempts + 1), ct) == 1;
    }

    MimeMessage LetterOf(Mail mail)
    {
        var letter = new MimeMessage();
        letter.From.Add(MailboxAddress.Parse(options.Value.From));
        letter.To.Add(MailboxAddress.Parse(mail.To!));
        letter.Subject = mail.Subject!;
        letter.MessageId = $"{mail.Id}@marketplace";
        letter.Date = mail.CreatedAt;
        letter.Body = new TextPart("plain") { Text = mail.Body! };
        return letter;
    }

    [LoggerMessage(LogLevel.Warning, "Letters can't be sent now: {Why}")]
    static partial void NotNow(ILogger logger, string why);

    [LoggerMessage(LogLevel.Error, "Letter {Mail} was not taken at attempt {Attempt}: {Why}")]
    static partial void NotSent(ILogger logger, Guid mail, int attempt, string why);
}
