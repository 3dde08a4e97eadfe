using System.Net;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Docks;
using Marketplace.Testing;
using Xunit;
using static Marketplace.PurchasingUnits.Tests.Docks.DockScenario;

namespace Marketplace.PurchasingUnits.Tests.Docks;

/// <summary>PUT /units/purchasing-units/{unitId}/docks/{dockId}/end.</summary>
public sealed class EndDockTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dock_ends_on_a_day_after_its_first(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        var dock = await units.RegisterDockAsync(unit);

        await units.Purchaser(unit).RefusesAsync(
            http => http.PutIfMatchAsync($"{DockPath(dock)}/end", new { validTo = "2026-09-01" }, 1, Ct),
            400, "end_not_after_start", "validTo");
        using var answer = await units.Purchaser(unit).PutIfMatchAsync($"{DockPath(dock)}/end", new { validTo = "2027-01-01" }, 1, Ct);

        Assert.Equal(new DateOnly(2027, 1, 1), (await answer.BodyAsync<DockView>(HttpStatusCode.OK)).ValidTo);
        Assert.Equal(
            new DateOnly(2027, 1, 1),
            (await units.PublishedAsync<DockPublished>(message => message.DockId == dock.DockId && message.Version == 2)).ValidTo);
    }
}
