using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Audit;

/// <summary>A ledger to be audited.</summary>
static class AuditScenario
{
    /// <summary>
    /// Three lines sealed, two more sealed with a return among them and all paid, one not sealed yet: 18 entries in two blocks.
    /// </summary>
    public static async Task<ServiceUnderTest<CreditingDb>> StartAsync(Engine engine)
    {
        var service = await SealingScenario.StartAsync(engine);
        await service.SellAsync(lines: 3);
        await service.SealAsync();
        var sale = await service.SellAsync();
        await service.DeliverAsync(LedgerScenario.Returned(sale, sale.Lines[0], "1"));
        await LedgerScenario.PayAsync(service, sale);
        await service.SealAsync();
        await service.SellAsync();
        // Nothing is projected while a test changes the ledger.
        await service.Projection.CatchUpAsync(TestContext.Current.CancellationToken);
        return service;
    }
}
