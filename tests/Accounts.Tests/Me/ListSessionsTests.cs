using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Me;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Me;

/// <summary>GET /accounts/me/sessions, and what ends them.</summary>
public sealed class ListSessionsTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_person_sees_where_they_are_signed_in_and_nobody_elses(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        _ = await accounts.SignInAsync(person);
        var client = accounts.Client(person, Roles.Supplier, supplier);

        var sessions = await client.GetBodyAsync<Page<SessionView>>("/accounts/me/sessions");

        Assert.Equal(2, sessions.Items.Count);
        Assert.All(sessions.Items, session => Assert.Equal(("TestBrowser/1.0", null), (session.Device, session.EndedAt)));
        var other = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        await accounts.Client(other, Roles.Supplier, supplier).RefusesAsync(
            http => http.PostOnceAsync($"/accounts/me/sessions/{sessions.Items[0].SessionId}/end", new { }, ct: Ct),
            404, "session_unknown");
    }
}
