using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>← DockPublished.</summary>
public sealed class LearnDocksTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dock_is_where_its_newest_version_says_however_often_and_in_which_order_it_is_heard(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var dockId = Guid.CreateVersion7();
        foreach (var version in (int[])[1, 3, 3, 2])
        {
            await logistics.DeliverAsync(Dock(dockId, latitude: 30 + version, longitude: 121, version: version), ct: Ct);
        }

        await using var scope = logistics.OpenDb(out var db);
        var dock = await db.Docks.AsNoTracking().SingleAsync(known => known.DockId == dockId, Ct);
        Assert.Equal((3, 33_000_000, 121_000_000), (dock.Version, dock.LatitudeMicroDegrees, dock.LongitudeMicroDegrees));

        await logistics.DeliverAsync(Dock(dockId, latitude: null, longitude: null, version: 4), ct: Ct);
        Assert.Null((await db.Docks.AsNoTracking().SingleAsync(known => known.DockId == dockId, Ct)).LatitudeMicroDegrees);
    }

    internal static DockPublished Dock(Guid dockId, decimal? latitude, decimal? longitude, long version = 1) => new()
    {
        DockId = dockId,
        Version = version,
        UnitId = Guid.CreateVersion7(),
        Name = "东校区食堂",
        RegionId = "330211",
        Latitude = latitude,
        Longitude = longitude,
        ContactPost = "食堂收货员",
        Hours = [new ReceivingHours(DayOfWeek.Monday, new(6, 0), new(10, 0))],
        HasColdStore = true,
        ValidFrom = new(2026, 1, 1),
    };
}
