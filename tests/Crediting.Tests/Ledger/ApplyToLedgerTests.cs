using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Audit;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Ledger;

/// <summary>The consumer of every message that is an event of the ledger (CR-21, invariant 8).</summary>
public sealed class ApplyToLedgerTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Messages_that_are_heard_in_one_batch_leave_what_a_replay_leaves(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        var clock = new FixedClock(Examples.Noon("2024-05-20"));
        await using var service = await SealingScenario.StartAsync(engine, clock);
        var (one, two) = (Examples.Unit("330211"), Examples.Unit("330281"));
        await service.DeliverAsync(one, ct: ct);
        await service.DeliverAsync(two, ct: ct);
        await service.DeliverAsync(LedgerScenario.Sale(one, "2024-05-10", Examples.Line("653221"), Examples.Line()), ct: ct);
        await service.DeliverAsync(LedgerScenario.Sale(two, "2024-05-10", Examples.Line("653221"), Examples.Line("513431")), ct: ct);
        await using (var scope = service.OpenDb(out var db))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var services = scope.ServiceProvider;
            await services.GetRequiredService<ApplyToLedger<PairingPublished>>().ConsumeAsync(
                [FixturePairings.Between("330281", "653221"), FixturePairings.Between(
                    "330211", "653221"), FixturePairings.Between("330200", "653221", PairingTier.City)], ct);
            await services.GetRequiredService<ApplyToLedger<UnitPublished>>().ConsumeAsync(
                [Examples.Unit("330281", one.UnitId, version: 2), Examples.Unit("330211", two.UnitId, version: 2)], ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        using var folder = TestFolder.Create("Replay");

        var (code, output) = await service.RunAsync(CompareLedgers.CommandAsync, "--into", $"Data Source={folder.File("replayed.db")}");

        Assert.True(code == 0, output);
        await using var after = service.OpenDb(out var read);
        Assert.True(
            await read.CreditEntries.Select(entry => entry.EventNo).Distinct().CountAsync(ct) >= 6, "each event has its own entries");
    }
}
