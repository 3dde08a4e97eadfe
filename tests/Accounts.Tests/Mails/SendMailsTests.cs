using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Mails;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using Xunit;

namespace Marketplace.Accounts.Tests.Mails;

/// <summary>Letters leave, and what they said is forgotten.</summary>
public sealed class SendMailsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_letter_becomes_a_file_and_its_link_is_kept_no_longer(Engine engine)
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(engine, new() { ["Mail:LookEvery"] = "00:00:00.1" });
        await using (accounts.Service.OpenDb(out var db))
        {
            db.Add(Mail.Write(
                Guid.CreateVersion7(), "wang@people.example", "邀请", "https://localhost/accounts/invitation?token=x",
                accounts.Clock.GetUtcNow()));
            await db.SaveChangesAsync(Ct);
        }

        await Eventually.TrueAsync(
            async () =>
            {
                await using var scope = accounts.Service.OpenDb(out var db);
                return await db.Mails.AnyAsync(mail => mail.SentAt != null && mail.Body == null && mail.To == null, Ct);
            },
            "the letter to leave", ct: Ct);

        var folder = accounts.Service.Services.GetRequiredService<IOptions<MailOptions>>().Value.Folder;
        using var letter = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(folder, "*.eml")), Ct);
        Assert.Equal(("邀请", "wang@people.example"), (letter.Subject, letter.To.Mailboxes.Single().Address));
        Assert.Contains("token=x", letter.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_is_not_taken_waits_and_stops_no_other()
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(Engine.Sqlite, new() { ["Mail:LookEvery"] = "00:00:00.1" });
        var (wrong, right) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using (accounts.Service.OpenDb(out var db))
        {
            db.Add(Mail.Write(wrong, "no address", "s", "b", accounts.Clock.GetUtcNow()));
            db.Add(Mail.Write(right, "li@people.example", "s", "b", accounts.Clock.GetUtcNow()));
            await db.SaveChangesAsync(Ct);
        }

        await Eventually.TrueAsync(
            async () =>
            {
                await using var scope = accounts.Service.OpenDb(out var db);
                return await db.Mails.AnyAsync(mail => mail.Id == right && mail.SentAt != null, Ct);
            },
            "the right letter to leave", ct: Ct);

        await using var scope = accounts.Service.OpenDb(out var after);
        var waiting = await after.Mails.SingleAsync(mail => mail.Id == wrong, Ct);
        Assert.Equal((null, 1), (waiting.SentAt, waiting.Attempts));
        Assert.Equal(accounts.Clock.GetUtcNow().AddMinutes(1), waiting.NextAttemptAt);
    }
}
