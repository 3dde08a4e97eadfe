using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Invitations;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Invitations;

/// <summary>POST /accounts/invitations/{invitationId}/withdrawal.</summary>
public sealed class WithdrawInvitationTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_link_that_was_withdrawn_opens_nothing(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
        var client = accounts.Client(administrator, Roles.Supplier, supplier);
        var (id, email) = (Guid.CreateVersion7(), RunningAccounts.NewEmail("invited"));
        using var invited = await client.PostOnceAsync(
            "/accounts/invitations", new { invitationId = id, email, role = "supplier" }, ct: Ct);

        using var answer = await client.PostOnceAsync($"/accounts/invitations/{id}/withdrawal", new { }, ct: Ct);

        Assert.Equal(InvitationState.Withdrawn, (await answer.BodyAsync<InvitationView>(HttpStatusCode.OK)).State);
        using var browser = accounts.OpenBrowser();
        using var late = await browser.GetAsync(await accounts.LinkToAsync(email));
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        await client.RefusesAsync(
            http => http.PostOnceAsync($"/accounts/invitations/{id}/withdrawal", new { }, ct: Ct), 409, "invitation_withdrawn");
    }

    [Fact]
    public async Task Another_organisations_invitation_is_none()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var (own, foreign) = (await accounts.PublishSupplierAsync(), await accounts.PublishSupplierAsync());
        var administrator = await accounts.AdministratorOfAsync(Body.OfOrganisation(own), Roles.Supplier);
        var stranger = await accounts.AdministratorOfAsync(Body.OfOrganisation(foreign), Roles.Supplier);
        var id = Guid.CreateVersion7();
        using var invited = await accounts.Client(administrator, Roles.Supplier, own).PostOnceAsync(
            "/accounts/invitations", new { invitationId = id, email = RunningAccounts.NewEmail("x"), role = "supplier" }, ct: Ct);

        await accounts.Client(stranger, Roles.Supplier, foreign).RefusesAsync(
            http => http.PostOnceAsync($"/accounts/invitations/{id}/withdrawal", new { }, ct: Ct), 404, "invitation_unknown");
    }
}
