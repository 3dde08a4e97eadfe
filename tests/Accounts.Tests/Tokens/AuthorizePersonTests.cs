using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Accounts.Tests.Tokens;

/// <summary>GET /accounts/connect/authorize.</summary>
public sealed class AuthorizePersonTests(SharedAccounts shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_is_not_signed_in_is_asked_to_and_comes_back(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        using var browser = accounts.OpenBrowser();

        var asked = await RunningAccounts.AuthorizeAsync(browser);
        Assert.StartsWith("/accounts/sign-in?returnPath=", asked.Path, StringComparison.Ordinal);
        Assert.Null(asked.Code);
        using var signedIn = await browser.SubmitAsync(asked.Path, ("email", person.Email), ("password", Person.Password));

        Assert.StartsWith("/accounts/connect/authorize?", signedIn.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.NotNull((await RunningAccounts.AuthorizeAsync(browser)).Code);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_address_that_is_not_the_applications_gets_no_code(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);

        foreach (var wrong in (string[])["https://evil.example/signed-in", "https://portal.example/signed-in/", "https://portal.example/"])
        {
            var refused = await RunningAccounts.AuthorizeAsync(person.Browser, redirectUri: wrong);
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
            Assert.Null(refused.Code);
        }

        Assert.Null((await RunningAccounts.AuthorizeAsync(person.Browser, clientId: "nobody")).Code);
    }

    [Theory, InlineData("&code_challenge_method=plain"), InlineData("&code_challenge=&code_challenge_method=")]
    public async Task Codes_are_bound_to_a_hash_and_nothing_less(string more)
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var query = "/accounts/connect/authorize?response_type=code&client_id=portal&scope=openid&state=s1"
            + $"&redirect_uri={Uri.EscapeDataString(SharedAccounts.RedirectUri)}";
        using var plain = await person.Browser.GetAsync($"{query}&code_challenge=abcdefghijabcdefghijabcdefghijabcdefghijabc{more}");
        using var none = await person.Browser.GetAsync(query);

        foreach (var answer in (HttpResponseMessage[])[plain, none])
        {
            Assert.DoesNotContain("code=", answer.Headers.Location?.Query ?? "", StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_application_that_may_not_ask_the_person_is_told_that_nobody_is_signed_in(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        using var browser = accounts.OpenBrowser();

        Assert.Equal("login_required", (await RunningAccounts.AuthorizeAsync(browser, more: "&prompt=none")).Error);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_official_gets_no_code_by_the_password_alone(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var official = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);
        using var browser = accounts.OpenBrowser();
        using var password = await browser.SubmitAsync("/accounts/sign-in", ("email", official.Email), ("password", Person.Password));

        var asked = await RunningAccounts.AuthorizeAsync(browser);

        Assert.StartsWith("/accounts/code?", asked.Path, StringComparison.Ordinal);
        Assert.Null(asked.Code);
        Assert.Equal("interaction_required", (await RunningAccounts.AuthorizeAsync(browser, more: "&prompt=none")).Error);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_application_can_have_the_person_choose_or_sign_in_again(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);

        var asked = await RunningAccounts.AuthorizeAsync(person.Browser, more: "&prompt=select_account");

        Assert.StartsWith("/accounts/memberships/choice?", asked.Path, StringComparison.Ordinal);
        var again = await RunningAccounts.AuthorizeAsync(person.Browser, more: "&prompt=login");
        Assert.StartsWith("/accounts/sign-in?", again.Path, StringComparison.Ordinal);
    }
}
