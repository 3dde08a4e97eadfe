using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Accounts.Me;

/// <summary>
/// POST /accounts/me/sessions/end: ends all sessions of the caller. No token is renewed from then on; access tokens that were given out end
/// within <see cref="AccountsOptions.AccessTokensFor"/>.
/// </summary>
public static class SignOutEverywhere
{
    public static void Map(RouteGroupBuilder me) => me.MapPost("/sessions/end", HandleAsync)
        .WithName(nameof(SignOutEverywhere)).WithSummary("全部退出 Sign out everywhere")
        .ForEveryRole().Decided(DecidedBy.Organisation).RequireIdempotencyKey<AccountsDb>();

    static async Task<Ok<Ended>> HandleAsync(AccountsDb db, TimeProvider clock, CancellationToken ct)
    {
        var account = await db.OwnAccountAsync(ct);
        var ended = await db.EndSessionsAsync(account.Id, SessionEnd.EndedElsewhere, except: null, clock.NowToTheMillisecond(), ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Ended(ended));
    }

    /// <param name="Sessions">How many were open.</param>
    public sealed record Ended(int Sessions);
}
