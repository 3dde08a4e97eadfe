using System.Security.Claims;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts.Sessions;

/// <summary>A session and whose it is.</summary>
public sealed record SignedIn(Session Session, Account Account);

/// <summary>The session of a browser: a cookie that names it, encrypted; all that matters stands in the database.</summary>
public sealed class SessionCookie(AccountsDb db, IOptions<AccountsOptions> options, TimeProvider clock)
{
    /// <summary>The authentication scheme.</summary>
    public const string Scheme = "accounts-session";

    const string SessionClaim = "sid";

    /// <summary>The session of the request while it is open, tracked by the context; null when nobody is signed in.</summary>
    public async Task<SignedIn?> FindAsync(HttpContext http)
    {
        var cookie = await http.AuthenticateAsync(Scheme);
        return Guid.TryParse(cookie.Principal?.FindFirst(SessionClaim)?.Value, out var id)
            ? await FindAsync(id, http.RequestAborted)
            : null;
    }

    /// <summary>A session while it is open, tracked by the context.</summary>
    public async Task<SignedIn?> FindAsync(Guid sessionId, CancellationToken ct)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(row => row.Id == sessionId, ct);
        if (session?.IsOpenAt(clock.GetUtcNow()) != true)
        {
            return null;
        }

        var account = await db.Accounts.Include(row => row.RecoveryCodes).SingleAsync(row => row.Id == session.AccountId, ct);
        return account.ForgottenAt is null ? new SignedIn(session, account) : null;
    }

    /// <summary>Begins a session in place of the one that the browser may have had; saved by the caller.</summary>
    public async Task<Session> BeginAsync(HttpContext http, Account account)
    {
        var now = clock.NowToTheMillisecond();
        if (await FindAsync(http) is { } before)
        {
            before.Session.End(SessionEnd.SignedOut, now);
        }

        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            StartedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + options.Value.SessionsFor,
            Device = DeviceOf(http),
            Address = AddressOf(http),
        };
        db.Add(session);
        await http.SignInAsync(
            Scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(SessionClaim, session.Id.ToString())], Scheme)));
        return session;
    }

    /// <summary>Ends the session of the browser; saved by the caller.</summary>
    public async Task EndAsync(HttpContext http)
    {
        if (await FindAsync(http) is { } signedIn)
        {
            signedIn.Session.End(SessionEnd.SignedOut, clock.NowToTheMillisecond());
        }

        await http.SignOutAsync(Scheme);
    }

    public static string? DeviceOf(HttpContext http)
    {
        var device = http.Request.Headers.UserAgent.ToString();
        var readable = new string([.. device.Where(c => !char.IsControl(c))]);
        return readable.Length == 0 ? null : readable[..Math.Min(readable.Length, Session.DeviceMax)];
    }

    public static string? AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString();
}
