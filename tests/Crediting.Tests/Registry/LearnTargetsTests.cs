using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>The ledger keeps every version of a target: a report of June shows what held in June (R1).</summary>
public sealed class LearnTargetsTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Every_version_is_kept_once_in_whatever_order_they_come(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var target = SalesScenario.Target(Guid.CreateVersion7(), 2024, 10_000);
        var raised = target with { Version = 2, AmountFen = 20_000_00, EffectiveFrom = new DateOnly(2024, 7, 1) };

        await service.DeliverAsync(raised);
        await service.DeliverAsync(target);
        await service.DeliverAsync(raised);

        await using var scope = service.OpenDb(out var db);
        var kept = await db.Targets.AsNoTracking().Where(known => known.TargetId == target.TargetId)
            .OrderBy(known => known.Version).ToListAsync(Ct);
        Assert.Equal(
            [(1L, 10_000_00L, new DateOnly(2024, 1, 1)), (2L, 20_000_00L, new DateOnly(2024, 7, 1))],
            kept.Select(known => (known.Version, known.AmountFen, known.EffectiveFrom)));
        Assert.All(kept, known => Assert.Equal((target.HolderId, TargetMeasure.Sales, 2024), (known.HolderId, known.Measure, known.Year)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_report_shows_the_target_of_its_pairing_that_holds_in_its_month(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var pairing = FixturePairings.Between("350502", "620501");
        await service.DeliverAsync(pairing);
        var target = SalesScenario.Target(pairing.PairingId, 2024, 10_000);
        await service.DeliverAsync(target);
        await service.DeliverAsync(target with { Version = 2, AmountFen = 20_000_00, EffectiveFrom = new DateOnly(2024, 7, 1) });

        Assert.Equal(10_000_00, await TargetOfAsync("2024-06"));
        Assert.Equal(20_000_00, await TargetOfAsync("2024-07"));

        async Task<long> TargetOfAsync(string month) =>
            Assert.Single((await service.Official("350502").GetJsonAsync($"/credits/reports/pairing-progress?month={month}")).List("rows"))
                .GetProperty("target").Number("fen");
    }
}
