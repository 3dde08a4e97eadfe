using Marketplace.Accounts.Credentials;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.AllInOne.Identity;

/// <summary>
/// At the first start with the demo issuer, opens an account for each of the cast, so that the pages to sign in can be tried. Everybody has
/// the same password, which is why such data are opened with the demo issuer only.
/// </summary>
sealed class SeedAccounts(IServiceScopeFactory scopes, Passwords passwords, TimeProvider clock) : IHostedService
{
    /// <summary>Everybody's; the address is the name of the demo identity at <see cref="Domain"/>.</summary>
    public const string Password = "try the marketplace";

    public const string Domain = "demo.example";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateSystemScope();
        await SeedAsync(scope.ServiceProvider.GetRequiredService<AccountsDb>(), passwords, clock.NowToTheMillisecond(), cancellationToken);
    }

    /// <summary>Opens the accounts, unless there are any.</summary>
    public static async Task SeedAsync(AccountsDb db, Passwords passwords, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Accounts.AnyAsync(ct))
        {
            return;
        }

        string? hash = null;
        foreach (var identity in DemoCast.Everybody)
        {
            var account = Account.Open(Guid.CreateVersion7(now), $"{identity.Name}@{Domain}", identity.Zh, now);
            // Hashing is slow on purpose; nothing is kept secret here.
            account.SetPassword(hash ??= passwords.Hash(account, Password), now);
            var offer = new Offer(BodyOf(identity), identity.Role, Post: null, IsAdministrator: true);
            var invitation = Invitation.Make(
                Guid.CreateVersion7(now), Secrets.Hash(Secrets.Make()), offer, email: null, invitedBy: null, now, TimeSpan.FromDays(1));
            invitation.Accept(account.Id, now);
            db.Add(account);
            db.Add(invitation);
            db.Add(Membership.Begin(Guid.CreateVersion7(now), account, invitation, now));
        }

        await db.SaveChangesAsync(ct);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    static Body BodyOf(DemoIdentity identity) =>
        identity.Org is { } organisation ? Body.OfOrganisation(organisation)
        : identity.Role != Roles.Official ? Body.Platform
        : identity.Region is { } region ? Body.OfRegion(region)
        : Body.Nation;
}
