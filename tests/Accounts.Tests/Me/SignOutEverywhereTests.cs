using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Me;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Me;

/// <summary>POST /accounts/me/sessions/end.</summary>
public sealed class SignOutEverywhereTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task No_session_gets_a_token_any_more(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var elsewhere = await accounts.SignInAsync(person);
        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(elsewhere.Browser));

        using var answer = await accounts.Client(person, Roles.Supplier, supplier).PostOnceAsync(
            "/accounts/me/sessions/end", new { }, ct: Ct);

        Assert.Equal(2, (await answer.BodyAsync<SignOutEverywhere.Ended>(HttpStatusCode.OK)).Sessions);
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(tokens.RefreshToken)).Error);
        foreach (var browser in (Browser[])[person.Browser, elsewhere.Browser])
        {
            Assert.StartsWith("/accounts/sign-in", (await RunningAccounts.AuthorizeAsync(browser)).Path, StringComparison.Ordinal);
        }
    }
}
