using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Invitations;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Invitations;

/// <summary>GET /accounts/invitations.</summary>
public sealed class ListInvitationsTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_administrator_sees_those_into_the_own_organisation_page_by_page(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var client = accounts.Client(administrator, Roles.Supplier, supplier);
        string[] emails = [RunningAccounts.NewEmail("a"), RunningAccounts.NewEmail("b")];
        foreach (var email in emails)
        {
            using var invited = await client.PostOnceAsync(
                "/accounts/invitations", new { invitationId = Guid.CreateVersion7(), email, role = "supplier" }, ct: Ct);
        }

        var first = await client.GetBodyAsync<Page<InvitationView>>("/accounts/invitations?size=2");
        var second = await client.GetBodyAsync<Page<InvitationView>>($"/accounts/invitations?size=2&after={first.Next}");

        Assert.Equal(
            [emails[1], emails[0], administrator.Email], first.Items.Concat(second.Items).Select(invitation => invitation.Email));
        Assert.Equal(InvitationState.Accepted, second.Items[0].State);
        Assert.Null(second.Next);
    }
}
