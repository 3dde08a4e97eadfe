using System.Net;
using System.Net.Http.Json;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Accounts.Tests.Me;

/// <summary>PUT /accounts/me/password.</summary>
public sealed class ChangePasswordTests(SharedAccounts shared)
{
    const string NewPassword = "seven quiet rivers east";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_knows_the_password_sets_another_and_is_signed_out_everywhere(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));
        var client = accounts.Client(person, Roles.Supplier, supplier);

        await client.RefusesAsync(http => PutAsync(http, "not the password", NewPassword), 400, "password_wrong", "currentPassword");
        await client.RefusesAsync(http => PutAsync(http, Person.Password, "qwertyuiop1"), 400, "password_common", "newPassword");
        using var changed = await PutAsync(client, Person.Password, NewPassword);

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(tokens.RefreshToken)).Error);
        using var browser = accounts.OpenBrowser();
        using var signedIn = await browser.SubmitAsync("/accounts/sign-in", ("email", person.Email), ("password", NewPassword));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Guesses_end_after_five(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var client = accounts.Client(person, Roles.Supplier, supplier);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await PutAsync(client, $"guess {i}", NewPassword);
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        await client.RefusesAsync(http => PutAsync(http, Person.Password, NewPassword), 409, "too_many_attempts");
    }

    static Task<HttpResponseMessage> PutAsync(HttpClient client, string current, string next) =>
        client.PutAsJsonAsync("/accounts/me/password", new { currentPassword = current, newPassword = next }, Ct);
}
