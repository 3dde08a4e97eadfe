using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Accounts.Tests.SignIn;

/// <summary>GET /accounts/home.</summary>
public sealed class ShowHomeTests(SharedAccounts shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_says_who_is_signed_in_and_as_what(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(
            Body.OfOrganisation(await accounts.PublishSupplierAsync("<b>椒农</b>合作社")), Roles.Supplier);

        var page = await person.Browser.ReadAsync("/accounts/home");

        Assert.Contains("王芳", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;椒农&lt;/b&gt;合作社", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_to_sign_in()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        using var browser = accounts.OpenBrowser();

        using var answer = await browser.GetAsync("/accounts/home");

        Assert.StartsWith("/accounts/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }
}
