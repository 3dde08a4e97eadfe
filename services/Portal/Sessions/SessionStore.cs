using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Marketplace.Portal.Sessions;

/// <summary>
/// The sessions of a process, in memory: the browser has a key that says nothing, tokens never leave the server. After a restart the key is
/// unknown, and the person is sent to the issuer, who knows them still and sends them back.
/// </summary>
public sealed class SessionStore(IOptions<PortalOptions> options, TimeProvider clock) : ITicketStore
{
    const int KeyBytes = 32;

    readonly ConcurrentDictionary<string, Kept> _sessions = new(StringComparer.Ordinal);

    /// <summary>How many people are signed in.</summary>
    public int Count => _sessions.Count;

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        Forget();
        var key = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(KeyBytes));
        _sessions[key] = new Kept(ticket, Session.Of(ticket), clock.GetUtcNow());
        return Task.FromResult(key);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        // Somebody who has signed in again has other tokens; the cookie's own renewal has none.
        var session = Session.HasTokens(ticket) ? Session.Of(ticket) : _sessions.GetValueOrDefault(key)?.Session;
        if (session is not null)
        {
            _sessions[key] = new Kept(ticket, session, clock.GetUtcNow());
        }

        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (!_sessions.TryGetValue(key, out var kept) || IsOver(kept))
        {
            return Task.FromResult<AuthenticationTicket?>(null);
        }

        kept.SeenAt = clock.GetUtcNow();
        var ticket = kept.Ticket.Clone();
        ticket.Properties.SetParameter(Session.Parameter, kept.Session);
        return Task.FromResult<AuthenticationTicket?>(ticket);
    }

    public Task RemoveAsync(string key)
    {
        _sessions.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    bool IsOver(Kept kept) => clock.GetUtcNow() - kept.SeenAt > options.Value.SessionsFor;

    /// <summary>Makes room: whoever is over, and a tenth of the rest when there are too many.</summary>
    void Forget()
    {
        if (_sessions.Count < options.Value.SessionsMax)
        {
            return;
        }

        foreach (var (key, _) in _sessions.Where(row => IsOver(row.Value)))
        {
            _sessions.TryRemove(key, out _);
        }

        if (_sessions.Count >= options.Value.SessionsMax)
        {
            foreach (var (key, _) in _sessions.OrderBy(row => row.Value.SeenAt).Take(options.Value.SessionsMax / 10).ToList())
            {
                _sessions.TryRemove(key, out _);
            }
        }
    }

    sealed class Kept(AuthenticationTicket ticket, Session session, DateTimeOffset seenAt)
    {
        public AuthenticationTicket Ticket { get; } = ticket;

        public Session Session { get; } = session;

        public DateTimeOffset SeenAt { get; set; } = seenAt;
    }
}
