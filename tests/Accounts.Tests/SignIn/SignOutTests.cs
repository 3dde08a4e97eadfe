using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Accounts.Tests.SignIn;

/// <summary>GET and POST /accounts/sign-out.</summary>
public sealed class SignOutTests(SharedAccounts shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_session_ends_and_its_tokens_with_it(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));

        using var answer = await person.Browser.SubmitAsync("/accounts/sign-out");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(tokens.RefreshToken)).Error);
        Assert.StartsWith("/accounts/sign-in", (await RunningAccounts.AuthorizeAsync(person.Browser)).Path, StringComparison.Ordinal);
    }
}
