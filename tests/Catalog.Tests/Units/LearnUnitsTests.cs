using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Catalog.Tests.Units;

/// <summary>← UnitPublished.</summary>
public sealed class LearnUnitsTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_newest_version_of_a_unit_is_kept_in_whatever_order_it_comes(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var unitId = Guid.CreateVersion7();
        await catalog.Service.DeliverAsync(Unit(unitId, "镇海中学", version: 2));
        await catalog.Service.DeliverAsync(Unit(unitId, "旧名", version: 1));
        await catalog.Service.DeliverAsync(Unit(unitId, "镇海中学", version: 2));
        await using var scope = catalog.Service.OpenDb(out var db);
        var known = await db.PurchasingUnits.AsNoTracking().SingleAsync(unit => unit.Id == unitId, Ct);
        Assert.Equal((2L, "镇海中学"), (known.Version, known.Name));
    }

    /// <summary>A school of 武川.</summary>
    internal static UnitPublished Unit(Guid unitId, string name = "武川县中学食堂", long version = 1) => new()
    {
        UnitId = unitId,
        Version = version,
        Name = name,
        Kind = UnitKind.School,
        IsCentral = false,
        IsPairingDesignated = false,
        Affiliations = [new Affiliation(new RegionPath("/150000/150100/150125/"), new DateOnly(2020, 1, 1))],
    };
}
