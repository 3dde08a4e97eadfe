using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.SignIn;

/// <summary>GET and POST /accounts/memberships/choice.</summary>
public sealed partial class ChooseMembershipTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_is_something_in_two_places_chooses_and_changes_with_two_clicks(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var (first, second) = (await accounts.PublishSupplierAsync("甲合作社"), await accounts.PublishSupplierAsync("乙合作社"));
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(first), Roles.Supplier);
        var other = await accounts.AdministratorOfAsync(Body.OfOrganisation(second), Roles.Supplier);
        using var invited = await accounts.Client(other, Roles.Supplier, second).PostOnceAsync(
            "/accounts/invitations", new { invitationId = Guid.CreateVersion7(), email = person.Email, role = "supplier" }, ct: Ct);
        using var taken = await person.Browser.SubmitAsync(await accounts.LinkToAsync(person.Email));
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        person = await accounts.SignInAsync(person);

        var asked = await RunningAccounts.AuthorizeAsync(person.Browser);
        Assert.StartsWith("/accounts/memberships/choice?", asked.Path, StringComparison.Ordinal);
        var choices = Choice().Matches(await person.Browser.ReadAsync(asked.Path)).ToDictionary(
            match => match.Groups["name"].Value, match => match.Groups["id"].Value);
        Assert.Equal(["乙合作社", "甲合作社"], choices.Keys.Order(StringComparer.Ordinal));
        using var chosen = await person.Browser.SubmitAsync(asked.Path, ("membership", choices["乙合作社"]));
        var asSecond = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));
        Assert.Equal(second.ToString(), asSecond.Claim("org"));

        // The first click leads to the choice, the second chooses.
        var change = await RunningAccounts.AuthorizeAsync(person.Browser, more: "&prompt=select_account");
        using var changed = await person.Browser.SubmitAsync(change.Path, ("membership", choices["甲合作社"]));
        Assert.Equal(
            first.ToString(), (await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser))).Claim("org"));
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(asSecond.RefreshToken)).Error);
    }

    [Fact]
    public async Task Nobody_chooses_what_is_anothers()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var supplier = await accounts.PublishSupplierAsync();
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var other = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var theirs = Choice().Match(await other.Browser.ReadAsync("/accounts/memberships/choice")).Groups["id"].Value;

        using var chosen = await person.Browser.SubmitAsync("/accounts/memberships/choice", ("membership", theirs));

        Assert.Equal(HttpStatusCode.OK, chosen.StatusCode);
        Assert.Equal(
            supplier.ToString(), (await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser))).Claim("org"));
    }

    [GeneratedRegex("value=\"(?<id>[0-9a-f-]{36})\">(?<name>[^<\\n]+)")]
    private static partial Regex Choice();
}
