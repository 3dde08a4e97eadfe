using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Machines;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Accounts.Tests.Machines;

/// <summary>GET /accounts/machines.</summary>
public sealed class ListMachinesTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_administrator_sees_the_machines_of_the_own_organisation(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        foreach (var name in (string[])["甲", "乙"])
        {
            var supplier = await accounts.PublishSupplierAsync();
            var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);
            var client = accounts.Client(person, Roles.Supplier, supplier);
            using var registered = await client.PostOnceAsync(
                "/accounts/machines", new { machineId = Guid.CreateVersion7(), name }, ct: Ct);

            var machines = await client.GetBodyAsync<Page<MachineView>>("/accounts/machines");
            Assert.Equal([name], machines.Items.Select(machine => machine.Name));
        }
    }
}
