using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts.Invitations;

/// <summary>
/// At the start, while there is no operator, invites the first one: with the code of the configuration, or with one that only the log
/// tells. Whoever has it begins everything else by inviting.
/// </summary>
public sealed partial class InviteFirstOperator(
    IServiceScopeFactory scopes, IOptions<AccountsOptions> options, TimeProvider clock, ILogger<InviteFirstOperator> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        if (await HasOperatorAsync(db, cancellationToken))
        {
            return;
        }

        var now = clock.NowToTheMillisecond();
        var code = options.Value.SetupCode;
        var secret = code ?? Secrets.Make();
        var hash = Secrets.Hash(secret);
        // A code that only an earlier start knew is of no use any more.
        var earlier = await db.Invitations.Where(row => row.InvitedBy == null && row.AcceptedAt == null && row.WithdrawnAt == null
            && row.ExpiresAt > now).ToListAsync(cancellationToken);
        if (earlier.Exists(row => row.SecretHash == hash))
        {
            return;
        }

        earlier.ForEach(row => row.Withdraw(now));
        if (!await db.Invitations.AnyAsync(row => row.SecretHash == hash, cancellationToken))
        {
            db.Add(Invitation.Make(
                Guid.CreateVersion7(now), hash, new Offer(Body.Platform, Roles.Operator, Post: null, IsAdministrator: true), email: null,
                invitedBy: null, now, options.Value.InvitationsFor));
        }

        await db.SaveChangesAsync(cancellationToken);
        if (code is null)
        {
            Invited(logger, $"{options.Value.Issuer.TrimEnd('/')}/invitation?token={secret}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal static Task<bool> HasOperatorAsync(AccountsDb db, CancellationToken ct) => db.Memberships.IgnoreQueryFilters()
        .AnyAsync(row => row.Role == Roles.Operator && row.BodyKey == Body.Platform.Key && row.EndedAt == null, ct);

    [LoggerMessage(LogLevel.Warning, "还没有运维员；请用此链接开通第一个账号。 There is no operator yet; open the first account here, once: {Link}")]
    static partial void Invited(ILogger logger, string link);
}
