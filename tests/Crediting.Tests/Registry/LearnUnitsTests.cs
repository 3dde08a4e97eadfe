using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>The ledger keeps the newest version of every unit (CR-06).</summary>
public sealed class LearnUnitsTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_is_kept_as_its_newest_version_says_in_whatever_order_they_come(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var first = Examples.Unit("330211");
        var third = Examples.Unit(
            [Examples.Since("330211", "2000-01-01", "2024-01-01"), Examples.Since("330212", "2024-01-01")], first.UnitId, version: 3);

        await service.DeliverAsync(third);
        await service.DeliverAsync(first);
        await service.DeliverAsync(third);
        await service.DeliverAsync(Examples.Unit("330281", first.UnitId, version: 2));

        await using var scope = service.OpenDb(out var db);
        var unit = await db.Units.AsNoTracking()
            .SingleAsync(known => known.UnitId == first.UnitId && known.IsCurrent, TestContext.Current.CancellationToken);
        Assert.Equal(3, unit.Version);
        Assert.Equal(Places.Path("330211"), unit.PathOn(new DateOnly(2023, 12, 31)));
        Assert.Equal(Places.Path("330212"), unit.PathOn(new DateOnly(2024, 1, 1)));
        Assert.Null(unit.PathOn(new DateOnly(1999, 12, 31)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Many_versions_at_once_leave_the_newest(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unitId = Guid.CreateVersion7();

        await Task.WhenAll(
            Enumerable.Range(1, 40).Select(version => service.DeliverAsync(Examples.Unit("330211", unitId, version: version))));

        await using var scope = service.OpenDb(out var db);
        Assert.Equal(40, (await db.Units.AsNoTracking()
            .SingleAsync(unit => unit.UnitId == unitId && unit.IsCurrent, TestContext.Current.CancellationToken)).Version);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_28_A_central_unit_is_not_credited_by_its_location(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("110105", isCentral: true);
        var line = Examples.Line("150125");
        await service.DeliverAsync(unit);

        await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line));

        Assert.Equal("–", await service.CreditedToAsync(line.LineId));
        Assert.True((await service.SaleAsync(line.LineId))?.IsUnitCentral);
    }
}
