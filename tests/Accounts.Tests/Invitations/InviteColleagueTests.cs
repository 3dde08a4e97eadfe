using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Invitations;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Invitations;

/// <summary>POST /accounts/invitations.</summary>
public sealed class InviteColleagueTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_units_administrator_invites_purchasers_and_approvers(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var unit = await accounts.PublishUnitAsync();
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(unit), Roles.Purchaser);
        var email = RunningAccounts.NewEmail("approver");

        using var answer = await InviteAsync(accounts.Client(administrator, Roles.Purchaser, unit), Roles.Approver, email);
        var invitation = await answer.BodyAsync<InvitationView>(HttpStatusCode.Created);
        Assert.Equal(($"organisation:{unit}", "approver", false), (invitation.Body, invitation.Role, invitation.IsAdministrator));
        var approver = await accounts.JoinAsync(await accounts.LinkToAsync(email), email);

        Assert.NotNull(approver.TotpSecret);
        Assert.Equal("approver", (await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(approver.Browser))).Claim("role"));
    }

    [Theory]
    [InlineData(Roles.Official)]
    [InlineData(Roles.Operator)]
    [InlineData(Roles.Auditor)]
    [InlineData(Roles.Supplier)]
    [InlineData("anything")]
    public async Task A_unit_gives_no_role_that_is_not_its_own(string role)
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var unit = await accounts.PublishUnitAsync();
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(unit), Roles.Purchaser);

        await accounts.Client(administrator, Roles.Purchaser, unit).RefusesAsync(
            http => InviteAsync(http, role, RunningAccounts.NewEmail("x")), 400, "role_not_given_here", "role");
    }

    [Fact]
    public async Task An_office_gives_the_role_of_officials_and_no_other()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var official = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);
        var client = accounts.Client(official, Roles.Official, region: RunningAccounts.Zhenhai, tier: "County");

        await client.RefusesAsync(
            http => InviteAsync(http, Roles.Auditor, RunningAccounts.NewEmail("x")), 400, "role_not_given_here", "role");
        using var answer = await InviteAsync(client, Roles.Official, RunningAccounts.NewEmail("colleague"));
        Assert.Equal("region:330211", (await answer.BodyAsync<InvitationView>(HttpStatusCode.Created)).Body);
    }

    [Fact]
    public async Task Who_is_no_administrator_invites_nobody()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var supplier = await accounts.PublishSupplierAsync();
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var email = RunningAccounts.NewEmail("colleague");
        using var invited = await InviteAsync(accounts.Client(administrator, Roles.Supplier, supplier), Roles.Supplier, email);
        var colleague = await accounts.JoinAsync(await accounts.LinkToAsync(email), email);

        await accounts.Client(colleague, Roles.Supplier, supplier).RefusesAsync(
            http => InviteAsync(http, Roles.Supplier, RunningAccounts.NewEmail("x")), 403, "not_an_administrator");
    }

    [Fact]
    public async Task A_token_for_another_organisation_than_the_persons_own_invites_nobody()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var (own, foreign) = (await accounts.PublishSupplierAsync(), await accounts.PublishSupplierAsync());
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(own), Roles.Supplier);

        await accounts.Client(administrator, Roles.Supplier, foreign).RefusesAsync(
            http => InviteAsync(http, Roles.Supplier, RunningAccounts.NewEmail("x")), 403, "not_a_member");
    }

    [Fact]
    public async Task An_address_must_be_one()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var supplier = await accounts.PublishSupplierAsync();
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);

        foreach (var wrong in (string[])["nobody", "a@b.example\r\nBcc: c@d.example", "Eve <e@f.example>"])
        {
            using var answer = await InviteAsync(accounts.Client(administrator, Roles.Supplier, supplier), Roles.Supplier, wrong);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    static Task<HttpResponseMessage> InviteAsync(HttpClient client, string role, string email) => client.PostOnceAsync(
        "/accounts/invitations", new { invitationId = Guid.CreateVersion7(), email, role }, ct: Ct);
}
