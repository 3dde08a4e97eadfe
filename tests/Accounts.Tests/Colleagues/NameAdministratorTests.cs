using System.Net;
using Marketplace.Accounts.Colleagues;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Colleagues;

/// <summary>POST /accounts/colleagues/{membershipId}/administration.</summary>
public sealed class NameAdministratorTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_successor_is_named_before_the_last_administrator_goes(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var client = accounts.Client(administrator, Roles.Supplier, supplier);
        var email = RunningAccounts.NewEmail("successor");
        using var invited = await client.PostOnceAsync(
            "/accounts/invitations", new { invitationId = Guid.CreateVersion7(), email, role = "supplier" }, ct: Ct);
        var successor = await accounts.JoinAsync(await accounts.LinkToAsync(email), email);
        var membership = await RemoveColleagueTests.MembershipOfAsync(client, successor);

        await accounts.Client(successor, Roles.Supplier, supplier).RefusesAsync(
            http => http.PostOnceAsync($"/accounts/colleagues/{membership}/administration", new { }, ct: Ct), 403, "not_an_administrator");
        using var named = await client.PostOnceAsync($"/accounts/colleagues/{membership}/administration", new { }, ct: Ct);
        Assert.True((await named.BodyAsync<ColleagueView>(HttpStatusCode.OK)).IsAdministrator);
        var own = await RemoveColleagueTests.MembershipOfAsync(client, administrator);
        using var left = await client.PostOnceAsync($"/accounts/colleagues/{own}/removal", new { }, ct: Ct);
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
    }
}
