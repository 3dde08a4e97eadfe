using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Me;

/// <summary>POST /accounts/me/sessions/{sessionId}/end: signs the caller out of one place.</summary>
public static class EndSession
{
    public static void Map(RouteGroupBuilder me) => me.MapPost("/sessions/{sessionId:guid}/end", HandleAsync)
        .WithName(nameof(EndSession)).WithSummary("结束会话 Sign out of one place")
        .ForEveryRole().Decided(DecidedBy.Organisation).RequireIdempotencyKey<AccountsDb>();

    static async Task<Ok<SessionView>> HandleAsync(Guid sessionId, AccountsDb db, TimeProvider clock, CancellationToken ct)
    {
        var account = (await db.OwnAccountAsync(ct)).Id;
        var session = await db.Sessions.SingleOrDefaultAsync(row => row.Id == sessionId && row.AccountId == account, ct)
            ?? throw new NotFoundException("session_unknown", "您没有该会话。", "You have no such session.");
        session.End(SessionEnd.EndedElsewhere, clock.NowToTheMillisecond());
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(SessionView.Of(session));
    }
}
