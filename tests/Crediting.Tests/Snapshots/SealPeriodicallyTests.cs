using Marketplace.Contracts;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>The service seals what was posted, and takes the snapshots of closed months.</summary>
public sealed class SealPeriodicallyTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_service_seals_by_itself(Engine engine)
    {
        await using var service = await ServiceUnderTest<CreditingDb>.StartAsync(
            engine,
            "Crediting",
            CreditingService.Name,
            host =>
            {
                host.Configuration["Sealing:Every"] = "00:00:00.1";
                host.Configuration["Sealing:LookEvery"] = "00:00:00.05";
                SharedLedger.Add(host);
            },
            app => app.MapCrediting(),
            ct: TestContext.Current.CancellationToken);
        await service.DeliverAsync(FixturePairings.Message("F01"));
        await service.SellAsync();

        await Eventually.TrueAsync(
            async () => (await service.Client(Roles.Auditor).GetJsonAsync("/credits/ledger/head")).Number("sealedThrough") == 1,
            "the entry to be sealed",
            ct: TestContext.Current.CancellationToken);
    }
}
