using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Mails;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts.Invitations;

/// <summary>Makes invitations, and the letters that carry their links.</summary>
public sealed class Inviting(AccountsDb db, IOptions<AccountsOptions> options, TimeProvider clock)
{
    /// <summary>Adds an invitation and its letter; saved by the verb.</summary>
    public async Task<Invitation> InviteAsync(Guid id, Offer offer, string email, Membership by, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var secret = Secrets.Make();
        var invitation = Invitation.Make(id, Secrets.Hash(secret), offer, email, by.AccountId, now, options.Value.InvitationsFor);
        var name = (await db.NamesOfAsync([offer.Body], ct))[offer.Body];
        db.Add(invitation);
        db.Add(Letters.Invitation(email.Trim(), name.Zh, name.En, LinkOf(secret), invitation.ExpiresAt, now));
        return invitation;
    }

    string LinkOf(string secret) => $"{options.Value.Issuer.TrimEnd('/')}/invitation?token={secret}";

    /// <summary>An address that a letter can be sent to.</summary>
    public static void CheckEmail(Checks check, string? email)
    {
        check.Text(email, "email", Account.EmailMax);
        check.That(
            email is null
                || (email.Contains('@') && MimeKit.MailboxAddress.TryParse(email, out var address) && address.Address == email.Trim()),
            "email",
            "email_invalid",
            "须为邮箱地址。",
            "It must be an e-mail address.");
    }
}
