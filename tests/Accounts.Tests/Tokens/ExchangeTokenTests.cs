using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Machines;
using Marketplace.Accounts.Me;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Tokens;

/// <summary>POST /accounts/connect/token.</summary>
public sealed class ExchangeTokenTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_suppliers_token_says_role_and_organisation_and_is_believed(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);

        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));

        Assert.Equal(HttpStatusCode.OK, tokens.Status);
        Assert.Equal(
            (person.AccountId.ToString(), "supplier", supplier.ToString(), "marketplace", "https://localhost/accounts"),
            (tokens.Claim("sub"), tokens.Claim("role"), tokens.Claim("org"), tokens.Claim("aud"), tokens.Claim("iss")));
        Assert.Null(tokens.Claim("region"));
        Assert.Null(tokens.Claim("tier"));
        Assert.Null(tokens.Claim("name"));
        Assert.Null(tokens.Claim("session"));
        Assert.NotNull(tokens.Claim("jti"));
        Assert.Equal(person.AccountId, (await accounts.ClientWith(tokens.AccessToken).GetBodyAsync<GetMe.View>("/accounts/me")).AccountId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_officials_token_says_region_and_tier(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var official = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Ningbo), Roles.Official);

        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(official.Browser));

        Assert.Equal(
            ("official", "330200", "City", null),
            (tokens.Claim("role"), tokens.Claim("region"), tokens.Claim("tier"), tokens.Claim("org")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_code_is_good_once_and_takes_what_came_of_it_with_it(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var code = await RunningAccounts.AuthorizeAsync(person.Browser);
        var tokens = await accounts.RedeemAsync(code);

        Assert.Equal("invalid_grant", (await accounts.RedeemAsync(code)).Error);
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(tokens.RefreshToken)).Error);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_code_is_of_no_use_without_its_verifier_or_to_another(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var code = await RunningAccounts.AuthorizeAsync(person.Browser);

        Assert.Equal("invalid_grant", (await accounts.RedeemAsync(code, verifier: new string('a', 43))).Error);
        Assert.Equal("invalid_grant", (await accounts.RedeemAsync(code with { Code = "made-up" })).Error);
        var other = await RunningAccounts.AuthorizeAsync(person.Browser);
        Assert.Equal("invalid_grant", (await accounts.TokenAsync(
            ("grant_type", "authorization_code"), ("code", other.Code!), ("redirect_uri", SharedAccounts.RedirectUri),
            ("client_id", SharedAccounts.PublicClientId), ("code_verifier", other.Verifier))).Error);
        Assert.Equal("invalid_client", (await accounts.TokenAsync(
            ("grant_type", "authorization_code"), ("code", other.Code!), ("redirect_uri", SharedAccounts.RedirectUri),
            ("client_id", SharedAccounts.ClientId), ("client_secret", "wrong-secret-of-the-portal"),
            ("code_verifier", other.Verifier))).Error);
        Assert.Equal("invalid_grant", (await accounts.TokenAsync(
            ("grant_type", "authorization_code"), ("code", other.Code!), ("redirect_uri", "https://evil.example/"),
            ("client_id", SharedAccounts.ClientId), ("client_secret", SharedAccounts.ClientSecret),
            ("code_verifier", other.Verifier))).Error);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_code_that_waited_too_long_is_refused(Engine engine)
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var code = await RunningAccounts.AuthorizeAsync(person.Browser);

        accounts.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("invalid_grant", (await accounts.RedeemAsync(code)).Error);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_refresh_token_is_good_once_and_one_used_twice_ends_them_all(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var first = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));
        var second = await accounts.RefreshAsync(first.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal("supplier", second.Claim("role"));

        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(first.RefreshToken)).Error);
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(second.RefreshToken)).Error);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_acts_as_another_gets_tokens_for_that_and_no_more_for_what_they_were(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var unit = await accounts.PublishUnitAsync();
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(unit), Roles.Purchaser);
        var asPurchaser = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));
        var colleague = await accounts.AdministratorOfAsync(Body.OfOrganisation(unit), Roles.Purchaser);
        using var invited = await accounts.Client(colleague, Roles.Purchaser, unit).PostOnceAsync(
            "/accounts/invitations", new { invitationId = Guid.CreateVersion7(), email = person.Email, role = "approver" }, ct: Ct);
        Assert.Equal(HttpStatusCode.Created, invited.StatusCode);

        using var taken = await person.Browser.SubmitAsync(await accounts.LinkToAsync(person.Email));
        Assert.StartsWith("/accounts/enrolment", taken.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.StartsWith("/accounts/enrolment", (await RunningAccounts.AuthorizeAsync(person.Browser)).Path, StringComparison.Ordinal);
        Assert.Equal("invalid_grant", (await accounts.RefreshAsync(asPurchaser.RefreshToken)).Error);
        _ = await accounts.EnrolAsync(person, taken.Headers.Location.OriginalString);

        var asApprover = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));
        Assert.Equal(("approver", unit.ToString()), (asApprover.Claim("role"), asApprover.Claim("org")));
        Assert.Equal("approver", (await accounts.RefreshAsync(asApprover.RefreshToken)).Claim("role"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_machine_gets_a_token_of_its_organisation_with_its_secret_alone(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        using var answer = await accounts.Client(person, Roles.Supplier, supplier).PostOnceAsync(
            "/accounts/machines", new { machineId = Guid.CreateVersion7(), name = "仓库接口" }, ct: Ct);
        var machine = await answer.BodyAsync<RegisterMachine.Registered>(HttpStatusCode.Created);

        var tokens = await accounts.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", machine.Machine.ClientId), ("client_secret", machine.ClientSecret),
            ("scope", "marketplace"));
        Assert.Equal(
            ("supplier", supplier.ToString(), machine.Machine.ClientId), (tokens.Claim("role"), tokens.Claim("org"), tokens.Claim("sub")));
        Assert.False(tokens.Body.TryGetProperty("refresh_token", out _));
        Assert.Equal("invalid_client", (await accounts.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", machine.Machine.ClientId), ("client_secret", "guess"))).Error);

        using var ended = await accounts.Client(person, Roles.Supplier, supplier).PostOnceAsync(
            $"/accounts/machines/{machine.Machine.MachineId}/end", new { }, ct: Ct);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Equal("invalid_client", (await accounts.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", machine.Machine.ClientId), ("client_secret", machine.ClientSecret))).Error);
    }

    [Fact]
    public async Task A_password_is_nothing_that_an_application_can_send()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);

        Assert.Equal("unsupported_grant_type", (await accounts.TokenAsync(
            ("grant_type", "password"), ("username", "a@b.example"), ("password", Person.Password),
            ("client_id", SharedAccounts.ClientId), ("client_secret", SharedAccounts.ClientSecret))).Error);
    }
}
