using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Accounts.Tests.SignIn;

/// <summary>POST /accounts/password-reset, and GET and POST /accounts/password.</summary>
public sealed class ResetPasswordTests(SharedAccounts shared)
{
    const string NewPassword = "seven quiet rivers east";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_link_sets_the_password_once_and_ends_every_session(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));
        using var browser = accounts.OpenBrowser();
        using var asked = await browser.SubmitAsync("/accounts/password-reset", ("email", person.Email));
        var link = await accounts.LinkToAsync(person.Email);

        using var common = await browser.SubmitAsync(link, ("password", "Password123!"));
        Assert.Equal(HttpStatusCode.BadRequest, common.StatusCode);
        using var set = await browser.SubmitAsync(link, ("password", NewPassword));
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);

        using var again = await browser.GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(tokens.RefreshToken)).Error);
        using var old = await browser.SubmitAsync("/accounts/sign-in", ("email", person.Email), ("password", Person.Password));
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        using var signedIn = await browser.SubmitAsync("/accounts/sign-in", ("email", person.Email), ("password", NewPassword));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task Who_reads_the_mail_of_an_official_still_has_no_second_factor()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var official = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);
        using var browser = accounts.OpenBrowser();
        using var asked = await browser.SubmitAsync("/accounts/password-reset", ("email", official.Email));
        using var set = await browser.SubmitAsync(await accounts.LinkToAsync(official.Email), ("password", NewPassword));
        using var signedIn = await browser.SubmitAsync("/accounts/sign-in", ("email", official.Email), ("password", NewPassword));

        Assert.StartsWith("/accounts/code", signedIn.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_link_is_good_for_an_hour(Engine engine)
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        using var browser = accounts.OpenBrowser();
        using var asked = await browser.SubmitAsync("/accounts/password-reset", ("email", person.Email));
        var link = await accounts.LinkToAsync(person.Email);

        accounts.Clock.Advance(TimeSpan.FromMinutes(61));

        using var late = await browser.GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_anybody_has_the_address()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        using var browser = accounts.OpenBrowser();
        using var somebody = await browser.SubmitAsync("/accounts/password-reset", ("email", person.Email));
        using var nobody = await browser.SubmitAsync("/accounts/password-reset", ("email", "nobody@x.example"));

        Assert.Equal(await somebody.Content.ReadAsStringAsync(Ct), await nobody.Content.ReadAsStringAsync(Ct));
    }
}
