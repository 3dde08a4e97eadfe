using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>The ledger keeps which county is assigned to which unit (CR-10).</summary>
public sealed class LearnDesignationsTests(SharedLedger shared)
{
    const string County = "620523";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Purchases_of_the_unit_from_its_county_are_credited_also_those_before_it_was_learned(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("110105", isCentral: true);
        await service.DeliverAsync(unit);
        var designation = Designation(unit.UnitId);
        var before = await SellAsync(service, unit.UnitId);
        Assert.Empty(await service.EntriesAsync(before));

        await service.DeliverAsync(designation);
        await service.DeliverAsync(designation);
        var (after, otherCounty) = (await SellAsync(service, unit.UnitId), await SellAsync(service, unit.UnitId, "620524"));

        foreach (var lineId in (Guid[])[before, after])
        {
            var entry = Assert.Single(await service.EntriesAsync(lineId));
            Assert.Equal(
                (Scheme.Designated, PairingTier.Unit, designation.DesignationId, 1_000_00L),
                (entry.Scheme, entry.Tier, entry.HolderId, entry.AmountFen));
        }

        Assert.Empty(await service.EntriesAsync(otherCounty));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_newest_version_counts_in_whatever_order_they_come(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("110105", isCentral: true);
        await service.DeliverAsync(unit);
        var designation = Designation(unit.UnitId);

        await service.DeliverAsync(designation with { Version = 2, ValidTo = new DateOnly(2024, 5, 1) });
        await service.DeliverAsync(designation);

        Assert.Empty(await service.EntriesAsync(await SellAsync(service, unit.UnitId)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_designation_that_was_registered_after_the_sale_waits_for_approval(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("110105", isCentral: true);
        await service.DeliverAsync(unit);
        var lineId = await SellAsync(service, unit.UnitId);
        var designation = Designation(unit.UnitId) with { RegisteredAt = TimeProvider.System.GetUtcNow() };

        await service.DeliverAsync(designation);

        Assert.Empty(await service.EntriesAsync(lineId));
        await using var scope = service.OpenDb(out var db);
        var proposed = await db.Corrections.AsNoTracking().SingleAsync(correction => correction.ObjectId == designation.DesignationId, Ct);
        Assert.Equal((CorrectionKind.Designation, CorrectionState.Proposed, 1L), (proposed.Kind, proposed.State, proposed.Sales));
    }

    static DesignationPublished Designation(Guid unitId) => new()
    {
        DesignationId = Guid.CreateVersion7(),
        Version = 1,
        UnitId = unitId,
        UnitName = "央企甲",
        CountyPath = Places.Path(County),
        CountyName = "秦安",
        ValidFrom = new DateOnly(2016, 1, 1),
    };

    static async Task<Guid> SellAsync(ServiceUnderTest<CreditingDb> service, Guid unitId, string origin = County)
    {
        var line = Examples.Line(origin);
        await service.DeliverAsync(Examples.Acceptance(unitId, line), ct: Ct);
        return line.LineId;
    }
}
