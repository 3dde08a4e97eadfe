using System.Security.Claims;
using Marketplace.Portal.Sessions;
using Marketplace.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marketplace.Portal.Tests.Http;

public sealed class SessionStoreTests
{
    const int Most = 10;

    readonly FixedClock _clock = new(new DateTimeOffset(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));
    readonly SessionStore _store;

    public SessionStoreTests() => _store = new SessionStore(Options.Create(new PortalOptions { SessionsMax = Most }), _clock);

    [Fact]
    public async Task A_session_is_found_by_its_key_alone_and_its_tokens_are_not_in_the_ticket()
    {
        var key = await _store.StoreAsync(Ticket("token"));

        var ticket = await _store.RetrieveAsync(key);

        Assert.Equal("token", ticket!.Properties.GetParameter<Session>("session")!.AccessToken);
        Assert.DoesNotContain(ticket.Properties.Items, item => item.Value == "token");
        Assert.Null(await _store.RetrieveAsync(key[..^1]));
    }

    [Fact]
    public async Task A_session_is_over_after_hours_without_a_click()
    {
        var key = await _store.StoreAsync(Ticket("token"));
        _clock.Advance(TimeSpan.FromHours(11));
        Assert.NotNull(await _store.RetrieveAsync(key));
        _clock.Advance(TimeSpan.FromHours(11));
        Assert.NotNull(await _store.RetrieveAsync(key));
        _clock.Advance(TimeSpan.FromHours(13));

        Assert.Null(await _store.RetrieveAsync(key));
    }

    [Fact]
    public async Task Of_too_many_sessions_those_go_who_were_away_the_longest()
    {
        List<string> keys = [];
        for (var i = 0; i < Most * 3; i++)
        {
            keys.Add(await _store.StoreAsync(Ticket($"token {i}")));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_store.Count, 1, Most);
        Assert.Null(await _store.RetrieveAsync(keys[0]));
        Assert.NotNull(await _store.RetrieveAsync(keys[^1]));
    }

    static AuthenticationTicket Ticket(string accessToken)
    {
        var properties = new AuthenticationProperties();
        properties.StoreTokens([new AuthenticationToken { Name = "access_token", Value = accessToken }]);
        return new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity("test")), properties, Session.Scheme);
    }
}
