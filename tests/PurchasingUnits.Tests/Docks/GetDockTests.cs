using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Docks;
using Xunit;
using static Marketplace.PurchasingUnits.Tests.Docks.DockScenario;

namespace Marketplace.PurchasingUnits.Tests.Docks;

/// <summary>GET /units/purchasing-units/{unitId}/docks/{dockId}.</summary>
public sealed class GetDockTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Whoever_sees_the_unit_sees_its_dock_and_operators_no_contact(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var parent = (await units.RegisterUnitAsync()).UnitId;
        var unit = (await units.RegisterUnitAsync(parentId: parent)).UnitId;
        var dock = await units.RegisterDockAsync(unit);

        foreach (var reader in new[]
        {
            units.Purchaser(unit), units.Approver(unit), units.Purchaser(parent), units.Official(UnitsScenario.Zhenhai), units.Auditor,
        })
        {
            var seen = await reader.GetBodyAsync<DockView>(DockPath(dock));
            Assert.Equal(("学校路1号", "食堂库管岗", 2), (seen.Address, seen.ContactPost, seen.Hours.Count));
        }

        var masked = await units.Operator.GetBodyAsync<DockView>(DockPath(dock));
        Assert.Equal((null, null, null, "东校区食堂"), (masked.Address, masked.ContactPost, masked.Latitude, masked.Name));
        await units.Purchaser(Guid.CreateVersion7()).RefusesAsync(http => http.GetAsync(DockPath(dock), Ct), 404, "unit_not_found");
        await units.Client(Roles.Supplier).RefusesAsync(http => http.GetAsync(DockPath(dock), Ct), 403, "role_not_allowed");
    }
}
