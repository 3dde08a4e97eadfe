using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Accounts.Tests.Tokens;

/// <summary>GET /accounts/connect/end-session.</summary>
public sealed class EndPersonSessionTests(SharedAccounts shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_application_signs_its_person_out_and_is_gone_back_to(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));
        var hint = tokens.Body.GetProperty("id_token").GetString();

        using var elsewhere = await person.Browser.GetAsync(
            $"/accounts/connect/end-session?id_token_hint={hint}&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F");
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        using var answer = await person.Browser.GetAsync(
            $"/accounts/connect/end-session?id_token_hint={hint}&post_logout_redirect_uri="
            + $"{Uri.EscapeDataString(SharedAccounts.SignedOutUri)}");

        Assert.StartsWith(SharedAccounts.SignedOutUri, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(tokens.RefreshToken)).Error);
    }

    [Fact]
    public async Task A_link_of_anybody_else_only_asks()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);

        using var answer = await person.Browser.GetAsync("/accounts/connect/end-session");

        Assert.Equal("/accounts/sign-out", answer.Headers.Location!.OriginalString);
        Assert.NotNull((await RunningAccounts.AuthorizeAsync(person.Browser)).Code);
    }
}
