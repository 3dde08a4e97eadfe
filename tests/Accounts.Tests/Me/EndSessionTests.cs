using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Me;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Me;

/// <summary>POST /accounts/me/sessions/{sessionId}/end.</summary>
public sealed class EndSessionTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_place_is_signed_out_of_and_the_others_go_on(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var elsewhere = await accounts.SignInAsync(person);
        var (here, there) = (
            await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser)),
            await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(elsewhere.Browser)));
        var client = accounts.Client(person, Roles.Supplier, supplier);
        var newest = (await client.GetBodyAsync<Page<SessionView>>("/accounts/me/sessions")).Items[0];

        using var ended = await client.PostOnceAsync($"/accounts/me/sessions/{newest.SessionId}/end", new { }, ct: Ct);

        Assert.Equal(SessionEnd.EndedElsewhere, (await ended.BodyAsync<SessionView>(HttpStatusCode.OK)).EndReason);
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(there.RefreshToken)).Error);
        Assert.Equal(HttpStatusCode.OK, (await accounts.RefreshAsync(here.RefreshToken)).Status);
    }
}
