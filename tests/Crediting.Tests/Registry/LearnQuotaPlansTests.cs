using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>A unit that has filed a plan executes it by its purchases of the year, also by those before it filed (CR-11).</summary>
public sealed class LearnQuotaPlansTests(SharedLedger shared)
{
    const string ListedCounty = "620525";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Purchases_of_the_year_count_once_the_unit_has_filed_its_plan(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        await service.DeliverAsync(SalesScenario.Regions(SalesScenario.Region(ListedCounty, RegionLevel.County, "2014-01-01")));
        var unit = Examples.Unit("350586");
        await service.DeliverAsync(unit);
        var (before, yearBefore) = (
            await SellAsync(service, unit.UnitId, "2024-05-10"), await SellAsync(service, unit.UnitId, "2023-12-31"));
        Assert.Empty(await service.EntriesAsync(before));

        await service.DeliverAsync(Plan(unit));
        await service.DeliverAsync(Plan(unit) with { Version = 2, ReservedFen = 20_000_00 });
        var after = await SellAsync(service, unit.UnitId, "2024-06-10");

        foreach (var lineId in (Guid[])[before, after])
        {
            var entry = Assert.Single(await service.EntriesAsync(lineId));
            Assert.Equal(
                (Scheme.Quota, PairingTier.Unit, QuotaAccounts.IdOf(unit.UnitId, 2024), 1_000_00L),
                (entry.Scheme, entry.Tier, entry.HolderId, entry.AmountFen));
        }

        Assert.Empty(await service.EntriesAsync(yearBefore));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Every_version_of_a_plan_is_kept_once(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var plan = Plan(Examples.Unit("350586"));

        await service.DeliverAsync(plan with { Version = 2, ReservedFen = 20_000_00 });
        await service.DeliverAsync(plan);
        await service.DeliverAsync(plan with { Version = 2, ReservedFen = 20_000_00 });

        await using var scope = service.OpenDb(out var db);
        var kept = await db.QuotaPlans.AsNoTracking().Where(known => known.QuotaPlanId == plan.QuotaPlanId)
            .OrderBy(known => known.Version).ToListAsync(Ct);
        Assert.Equal([(1L, 10_000_00L), (2L, 20_000_00L)], kept.Select(known => (known.Version, known.ReservedFen)));
    }

    static QuotaPlanPublished Plan(UnitPublished unit) => new()
    {
        QuotaPlanId = unit.UnitId,
        Version = 1,
        UnitId = unit.UnitId,
        UnitName = unit.Name,
        Year = 2024,
        PlannedFen = 100_000_00,
        ReservedFen = 10_000_00,
    };

    static async Task<Guid> SellAsync(ServiceUnderTest<CreditingDb> service, Guid unitId, string day)
    {
        var line = Examples.Line(ListedCounty);
        var accepted = Examples.Noon(day);
        await service.DeliverAsync(
            Examples.Acceptance(unitId, line) with { ConfirmedAt = accepted.AddDays(-2), AcceptedAt = accepted }, ct: Ct);
        return line.LineId;
    }
}
