using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Snapshots;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(ClosedLedger))]

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>
/// One ledger on each engine whose April, without sales of its own, and May 2024 are closed, with their snapshots:
/// for tests that only read it.
/// </summary>
public sealed class ClosedLedger() : SharedService(StartAsync)
{
    static async Task<ServiceUnderTest<CreditingDb>> StartAsync(Engine engine)
    {
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await service.CloseAsync("2024-04");
        await service.CloseMayAsync();
        return service;
    }
}
