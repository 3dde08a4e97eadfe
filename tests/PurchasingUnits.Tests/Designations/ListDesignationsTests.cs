using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Designations;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Designations;

/// <summary>GET /units/designations.</summary>
public sealed class ListDesignationsTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Designations_are_found_by_unit_county_and_day(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterUnitAsync();
        var id = (await units.RegisterDesignationAsync(unit.UnitId)).DesignationId;
        Assert.Equal(id, Assert.Single(await FoundAsync("county=150100&on=2025-06-01")).DesignationId);
        Assert.Empty(await FoundAsync("county=150100&on=2015-12-31"));
        Assert.Empty(await FoundAsync("county=510000"));

        async Task<IReadOnlyList<DesignationView>> FoundAsync(string query) =>
            (await units.Client(Roles.Supplier)
                .GetBodyAsync<Page<DesignationView>>($"{UnitsScenario.DesignationsPath}?unit={unit.UnitId}&{query}")).Items;
    }
}
