using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Accounts.Tests.SignIn;

/// <summary>GET and POST /accounts/code.</summary>
public sealed class EnterCodeTests(SharedAccounts shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_code_is_taken_once(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var official = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);
        var code = accounts.CodeOf(official.TotpSecret!);

        Assert.Equal(HttpStatusCode.Redirect, await TryAsync(accounts, official, code));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(accounts, official, code));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_recovery_code_stands_in_once(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var official = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);
        Assert.Equal(10, official.RecoveryCodes.Distinct().Count());

        Assert.Equal(HttpStatusCode.Redirect, await TryAsync(accounts, official, official.RecoveryCodes[3].ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(accounts, official, official.RecoveryCodes[3]));
        Assert.Equal(HttpStatusCode.Redirect, await TryAsync(accounts, official, official.RecoveryCodes[4]));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Guesses_end_after_five(Engine engine)
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(engine);
        var official = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);
        using var browser = await WithPasswordAsync(accounts, official);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await browser.SubmitAsync("/accounts/code", ("code", "000000"));
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var locked = await browser.SubmitAsync("/accounts/code", ("code", accounts.CodeOf(official.TotpSecret!)));

        Assert.Equal(HttpStatusCode.TooManyRequests, locked.StatusCode);
    }

    [Fact]
    public async Task There_is_no_code_without_a_password_before_it()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        using var browser = accounts.OpenBrowser();

        using var answer = await browser.GetAsync("/accounts/code");

        Assert.StartsWith("/accounts/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    static async Task<HttpStatusCode> TryAsync(RunningAccounts accounts, Person person, string code)
    {
        using var browser = await WithPasswordAsync(accounts, person);
        using var answer = await browser.SubmitAsync("/accounts/code", ("code", code));
        return answer.StatusCode;
    }

    static async Task<Browser> WithPasswordAsync(RunningAccounts accounts, Person person)
    {
        var browser = accounts.OpenBrowser();
        using var password = await browser.SubmitAsync("/accounts/sign-in", ("email", person.Email), ("password", Person.Password));
        Assert.StartsWith("/accounts/code", password.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return browser;
    }
}
