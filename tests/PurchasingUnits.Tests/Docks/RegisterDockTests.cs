using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.PurchasingUnits.Tests.Docks.DockScenario;

namespace Marketplace.PurchasingUnits.Tests.Docks;

/// <summary>POST /units/purchasing-units/{unitId}/docks.</summary>
public sealed class RegisterDockTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dock_is_registered_and_published(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;

        var dock = await units.RegisterDockAsync(unit);

        Assert.Equal((unit, 1, "东校区食堂", UnitsScenario.Zhenhai), (dock.UnitId, dock.Version, dock.Name, dock.RegionId));
        Assert.Equal(("学校路1号", 29.95m, 121.71m, "食堂库管岗"), (dock.Address, dock.Latitude, dock.Longitude, dock.ContactPost));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Wednesday], dock.Hours.Select(hours => hours.Weekday));
        Assert.Equal((5_000, true, new DateOnly(2026, 9, 1), null), (dock.VehicleKgMax, dock.HasColdStore, dock.ValidFrom, dock.ValidTo));
        var published = await units.PublishedAsync<DockPublished>(message => message.DockId == dock.DockId);
        Assert.Equal(
            (unit, 1, "学校路1号", UnitsScenario.Zhenhai), (published.UnitId, published.Version, published.Address, published.RegionId));
        Assert.Equal(new ReceivingHours(DayOfWeek.Monday, new(5, 0), new(8, 0)), published.Hours[0]);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_is_refused_with_its_field(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        (object Dock, string Code, string Field)[] bad =
        [
            (Description(name: ""), "text_blank", "dock.name"),
            (Description(region: "999999"), "unknown_region", "dock.regionId"),
            (Description(region: "330200"), "region_not_a_place", "dock.regionId"),
            (Description(hours: Array.Empty<object>()), "count_out_of_range", "dock.hours"),
            (Description(hours: new[] { Hours("Monday", "08:00", "05:00") }), "hours_reversed", "dock.hours[0].until"),
            (Description(hours: new[] { Hours("Monday", "05:00:30", "08:00") }), "hours_reversed", "dock.hours[0].until"),
            (
                Description(hours: new[] { Hours("Monday", "05:00", "08:00"), Hours("Monday", "07:59", "09:00") }),
                "hours_overlap", "dock.hours"),
            (Description(latitude: 90.1m), "out_of_range", "dock.latitude"),
            (Description(longitude: null), "coordinates_incomplete", "dock.latitude"),
        ];
        foreach (var (dock, code, field) in bad)
        {
            await units.Purchaser(unit).RefusesAsync(
                http => http.PostOnceAsync(DocksPath(unit), Request(Guid.CreateVersion7(), dock), ct: Ct), 400, code, field);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_units_own_purchaser_registers_a_dock(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        Func<HttpClient, Task<HttpResponseMessage>> ask = http => http.PostOnceAsync(
            DocksPath(unit), Request(Guid.CreateVersion7()), ct: Ct);

        await units.Purchaser(Guid.CreateVersion7()).RefusesAsync(ask, 403, "not_your_organisation");
        await units.Approver(unit).RefusesAsync(ask, 403, "role_not_allowed");
        await units.Official(UnitsScenario.Zhenhai).RefusesAsync(ask, 403, "role_not_allowed");
    }
}
