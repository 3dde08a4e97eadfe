using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Machines;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using Xunit;

namespace Marketplace.Accounts.Tests.Machines;

/// <summary>POST /accounts/machines; that its token works is shown with tokens.</summary>
public sealed class RegisterMachineTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_secret_is_told_once_and_kept_nowhere(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var supplier = await accounts.PublishSupplierAsync();
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(supplier), Roles.Supplier);

        using var answer = await accounts.Client(person, Roles.Supplier, supplier).PostOnceAsync(
            "/accounts/machines", new { machineId = Guid.CreateVersion7(), name = "称重终端" }, ct: Ct);

        var registered = await answer.BodyAsync<RegisterMachine.Registered>(HttpStatusCode.Created);
        await using var scope = accounts.Service.OpenDb(out var db);
        var client = await db.Set<OpenIddictEntityFrameworkCoreApplication<Guid>>()
            .SingleAsync(row => row.ClientId == registered.Machine.ClientId, Ct);
        Assert.DoesNotContain(registered.ClientSecret, client.ClientSecret!, StringComparison.Ordinal);
        Assert.False(await db.IdempotencyKeys.AnyAsync(row => row.Operation.Contains(nameof(RegisterMachine)), Ct));
    }

    [Fact]
    public async Task Who_is_no_administrator_registers_none()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);

        await accounts.Service.Client(Roles.Supplier).RefusesAsync(
            http => http.PostOnceAsync("/accounts/machines", new { machineId = Guid.CreateVersion7(), name = "x" }, ct: Ct),
            403, "not_a_member");
        using var official = await accounts.Service.Client(Roles.Approver).PostOnceAsync(
            "/accounts/machines", new { machineId = Guid.CreateVersion7(), name = "x" }, ct: Ct);
        Assert.Equal(HttpStatusCode.Forbidden, official.StatusCode);
    }
}
