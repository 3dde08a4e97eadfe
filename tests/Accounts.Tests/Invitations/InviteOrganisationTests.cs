using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Invitations;
using Marketplace.Accounts.Tests.Registry;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Invitations;

/// <summary>POST /accounts/organisations/{organisationId}/administrator.</summary>
public sealed class InviteOrganisationTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_office_of_a_cooperative_invites_its_first_administrator_and_no_second(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var office = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Jinyang), Roles.Official);
        var client = accounts.Client(office, Roles.Official, region: RunningAccounts.Jinyang, tier: "County");
        var email = RunningAccounts.NewEmail("cooperative");

        using var answer = await InviteAsync(client, supplier, email);
        var invitation = await answer.BodyAsync<InvitationView>(HttpStatusCode.Created);
        Assert.Equal(("supplier", true), (invitation.Role, invitation.IsAdministrator));
        var person = await accounts.JoinAsync(await accounts.LinkToAsync(email), email);

        Assert.Equal(
            supplier.ToString(), (await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser))).Claim("org"));
        await client.RefusesAsync(http => InviteAsync(http, supplier, RunningAccounts.NewEmail("x")), 409, "has_administrator");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_office_of_a_carrier_invites_who_drives_for_it_until_its_registration_ends(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var (carrier, ended) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await accounts.PublishSupplierAsync();
        await accounts.Service.DeliverAsync(LearnCarriersTests.Version(carrier, 1, "凉山物流"), ct: Ct);
        await accounts.Service.DeliverAsync(LearnCarriersTests.Version(ended, 4, "旧物流") with { EndedOn = new(2026, 1, 1) }, ct: Ct);
        var office = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Jinyang), Roles.Official);
        var client = accounts.Client(office, Roles.Official, region: RunningAccounts.Jinyang, tier: "County");
        var email = RunningAccounts.NewEmail("carrier");

        using var answer = await InviteAsync(client, carrier, email);
        Assert.Equal("carrier", (await answer.BodyAsync<InvitationView>(HttpStatusCode.Created)).Role);
        var person = await accounts.JoinAsync(await accounts.LinkToAsync(email), email);

        var token = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));
        Assert.Equal((carrier.ToString(), "carrier"), (token.Claim("org"), token.Claim("role")));
        await client.RefusesAsync(http => InviteAsync(http, ended, RunningAccounts.NewEmail("x")), 403, "not_your_region");
    }

    [Fact]
    public async Task Another_office_is_not_asked()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var supplier = await accounts.PublishSupplierAsync();
        var office = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);

        await accounts.Client(office, Roles.Official, region: RunningAccounts.Zhenhai, tier: "County").RefusesAsync(
            http => InviteAsync(http, supplier, RunningAccounts.NewEmail("x")), 403, "not_your_region");
    }

    [Fact]
    public async Task An_organisation_that_no_registry_has_published_gets_nobody()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var office = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);

        await accounts.Client(office, Roles.Official, region: RunningAccounts.Zhenhai, tier: "County").RefusesAsync(
            http => InviteAsync(http, Guid.CreateVersion7(), RunningAccounts.NewEmail("x")), 404, "organisation_unknown");
    }

    static Task<HttpResponseMessage> InviteAsync(HttpClient client, Guid organisation, string email) => client.PostOnceAsync(
        $"/accounts/organisations/{organisation}/administrator", new { invitationId = Guid.CreateVersion7(), email }, ct: Ct);
}
