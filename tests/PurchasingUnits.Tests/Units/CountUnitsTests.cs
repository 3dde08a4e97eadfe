using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Units;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Units;

/// <summary>GET /units/counts.</summary>
public sealed class CountUnitsTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_the_registry_knows_is_counted_within_what_the_caller_may_see(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var before = await CountAsync(units.Client(Roles.Auditor));
        await units.RegisterUnitAsync(region: UnitsScenario.Zhenhai);

        var after = await CountAsync(units.Client(Roles.Auditor));

        // Other tests share the service: what they do at the same time only adds to the total.
        Assert.True(after.Units > before.Units);
        Assert.True(after.Pairings > 0 && after.Regions > 3_000);
        Assert.True((await CountAsync(units.Client(Roles.Official, region: "650000", tier: "Province"))).Units < after.Units);
        await units.Client(Roles.Purchaser).RefusesAsync(http => http.GetAsync("/units/counts", Ct), 403, "role_not_allowed");
    }

    static Task<CountUnits.Counts> CountAsync(HttpClient client) => client.GetBodyAsync<CountUnits.Counts>("/units/counts");
}
