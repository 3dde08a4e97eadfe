using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Sealing;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(SealedLedger))]

namespace Marketplace.Crediting.Tests.Sealing;

/// <summary>One ledger on each engine with 30 entries in four blocks, for tests that only read it.</summary>
public sealed class SealedLedger() : SharedService(StartAsync)
{
    static async Task<ServiceUnderTest<CreditingDb>> StartAsync(Engine engine)
    {
        var service = await SealingScenario.StartAsync(engine);
        for (var lines = 1; lines <= 4; lines++)
        {
            await service.SellAsync(lines);
            await service.SealAsync();
        }

        return service;
    }
}
