using System.Net;
using Marketplace.Accounts.Colleagues;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Colleagues;

/// <summary>POST /accounts/people/{accountId}/second-factor/end.</summary>
public sealed class EndSecondFactorTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_has_lost_the_authenticator_is_signed_out_and_sets_another_up(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var official = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);
        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(official.Browser));
        var client = accounts.Client(await accounts.FirstOperatorAsync(), Roles.Operator);

        using var answer = await EndAsync(client, official.AccountId);

        Assert.Equal(1, (await answer.BodyAsync<EndSecondFactor.Ended>(HttpStatusCode.OK)).Sessions);
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(tokens.RefreshToken)).Error);
        using var browser = accounts.OpenBrowser();
        using var password = await browser.SubmitAsync(
            "/accounts/sign-in", ("email", official.Email), ("password", Person.Password));
        Assert.StartsWith("/accounts/enrolment", password.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Null((await RunningAccounts.AuthorizeAsync(browser)).Code);
        var again = await accounts.EnrolAsync(official with { Browser = browser }, password.Headers.Location.OriginalString);
        Assert.NotEqual(official.TotpSecret, again.TotpSecret);
        Assert.NotNull((await RunningAccounts.AuthorizeAsync(browser)).Code);
    }

    [Fact]
    public async Task Nobody_does_it_for_themselves_or_for_nobody()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var first = await accounts.FirstOperatorAsync();
        var client = accounts.Client(first, Roles.Operator);

        await client.RefusesAsync(http => EndAsync(http, first.AccountId), 409, "own_second_factor");
        await client.RefusesAsync(http => EndAsync(http, Guid.CreateVersion7()), 404, "account_unknown");
    }

    static Task<HttpResponseMessage> EndAsync(HttpClient client, Guid accountId) =>
        client.PostOnceAsync($"/accounts/people/{accountId}/second-factor/end", new { }, ct: Ct);
}
