using System.Net;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Docks;
using Marketplace.Testing;
using Xunit;
using static Marketplace.PurchasingUnits.Tests.Docks.DockScenario;

namespace Marketplace.PurchasingUnits.Tests.Docks;

/// <summary>PUT /units/purchasing-units/{unitId}/docks/{dockId}.</summary>
public sealed class ReviseDockTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dock_is_described_anew_by_whoever_has_read_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        var dock = await units.RegisterDockAsync(unit);
        var anew = new { dock = Description("西校区食堂", hours: new[] { Hours("Friday", "06:30", "07:30") }) };

        using var answer = await units.Purchaser(unit).PutIfMatchAsync(DockPath(dock), anew, 1, Ct);

        var view = await answer.BodyAsync<DockView>(HttpStatusCode.OK);
        Assert.Equal((2, "西校区食堂", DayOfWeek.Friday), (view.Version, view.Name, Assert.Single(view.Hours).Weekday));
        Assert.Equal(
            "西校区食堂",
            (await units.PublishedAsync<DockPublished>(message => message.DockId == dock.DockId && message.Version == 2)).Name);
        await units.Purchaser(unit).RefusesAsync(http => http.PutIfMatchAsync(DockPath(dock), anew, 1, Ct), 412, "changed_meanwhile");
        await units.Purchaser(Guid.CreateVersion7()).RefusesAsync(
            http => http.PutIfMatchAsync(DockPath(dock), anew, 2, Ct), 403, "not_your_organisation");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dock_of_another_unit_is_not_found_among_the_own(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var (unit, neighbour) = ((await units.RegisterUnitAsync()).UnitId, (await units.RegisterUnitAsync()).UnitId);
        var dock = await units.RegisterDockAsync(neighbour);

        await units.Purchaser(unit).RefusesAsync(
            http => http.PutIfMatchAsync($"{DocksPath(unit)}/{dock.DockId}", new { dock = Description() }, 1, Ct), 404, "dock_not_found");
    }
}
