using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Machines;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Machines;

/// <summary>POST /accounts/machines/{machineId}/end, and GET /accounts/machines.</summary>
public sealed class EndMachineTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_machine_is_ended_by_its_own_organisation_alone(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var (own, foreign) = (await accounts.PublishSupplierAsync(), await accounts.PublishSupplierAsync());
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(own), Roles.Supplier);
        var stranger = await accounts.AdministratorOfAsync(Body.OfOrganisation(foreign), Roles.Supplier);
        var (client, id) = (accounts.Client(person, Roles.Supplier, own), Guid.CreateVersion7());
        using var registered = await client.PostOnceAsync("/accounts/machines", new { machineId = id, name = "仓库接口" }, ct: Ct);

        await accounts.Client(stranger, Roles.Supplier, foreign).RefusesAsync(
            http => http.PostOnceAsync($"/accounts/machines/{id}/end", new { }, ct: Ct), 404, "machine_unknown");
        using var ended = await client.PostOnceAsync($"/accounts/machines/{id}/end", new { }, ct: Ct);

        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.NotNull(Assert.Single((await client.GetBodyAsync<Page<MachineView>>("/accounts/machines")).Items).EndedAt);
    }
}
