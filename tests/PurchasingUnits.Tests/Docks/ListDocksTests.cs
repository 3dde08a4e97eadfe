using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Docks;
using Xunit;
using static Marketplace.PurchasingUnits.Tests.Docks.DockScenario;

namespace Marketplace.PurchasingUnits.Tests.Docks;

/// <summary>GET /units/purchasing-units/{unitId}/docks.</summary>
public sealed class ListDocksTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_docks_of_a_unit_come_page_by_page_and_no_others(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var (unit, neighbour) = ((await units.RegisterUnitAsync()).UnitId, (await units.RegisterUnitAsync()).UnitId);
        foreach (var name in (string[])["一", "二", "三"])
        {
            await units.RegisterDockAsync(unit, name);
        }

        await units.RegisterDockAsync(neighbour);
        var first = await units.Purchaser(unit).GetBodyAsync<Page<DockView>>($"{DocksPath(unit)}?size=2");
        var second = await units.Purchaser(unit).GetBodyAsync<Page<DockView>>($"{DocksPath(unit)}?size=2&after={first.Next}");

        Assert.Equal(["一", "二", "三"], first.Items.Concat(second.Items).Select(dock => dock.Name));
        Assert.Null(second.Next);
        await units.Purchaser(neighbour).RefusesAsync(http => http.GetAsync(DocksPath(unit), Ct), 404, "unit_not_found");
    }
}
