using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Facilitators;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Facilitators;

/// <summary>GET /units/facilitators/{facilitatorId}.</summary>
public sealed class GetFacilitatorTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Every_role_sees_a_facilitator(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var registered = await units.RegisterFacilitatorAsync();
        Assert.Equivalent(
            registered, await units.Client(Roles.Supplier)
                .GetBodyAsync<FacilitatorView>($"{UnitsScenario.FacilitatorsPath}/{registered.FacilitatorId}"), strict: true);
        await units.Nation.RefusesAsync(
            http => http.GetAsync($"{UnitsScenario.FacilitatorsPath}/{Guid.CreateVersion7()}", Ct), 404, "facilitator_not_found");
    }
}
