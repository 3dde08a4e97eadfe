using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>GET /logistics/plans.</summary>
public sealed class ListPlansTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Plans_of_the_own_region_are_listed(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        Assert.Contains($"{plan.PlanId}", await network.Office.GetStringAsync("/logistics/plans", Ct), StringComparison.Ordinal);
        Assert.Contains($"{plan.PlanId}", await network.Carrier.GetStringAsync("/logistics/plans", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain($"{plan.PlanId}", await network.CityOffice.GetStringAsync("/logistics/plans", Ct), StringComparison.Ordinal);
    }
}
