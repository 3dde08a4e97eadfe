using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Designations;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Designations;

/// <summary>GET /units/designations/{designationId}.</summary>
public sealed class GetDesignationTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Every_role_sees_a_designation(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var registered = await units.RegisterDesignationAsync((await units.RegisterUnitAsync()).UnitId);
        var path = $"{UnitsScenario.DesignationsPath}/{registered.DesignationId}";
        Assert.Equivalent(registered, await units.Client(Roles.Supplier).GetBodyAsync<DesignationView>(path), strict: true);
        await units.Nation.RefusesAsync(
            http => http.GetAsync($"{UnitsScenario.DesignationsPath}/{Guid.CreateVersion7()}", Ct), 404, "designation_not_found");
    }
}
